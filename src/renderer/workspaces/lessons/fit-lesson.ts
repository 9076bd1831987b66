/** Lesson 2: a network is a function with many numbers in it, and learning is going downhill in them. */
import type { FunctionRecipe, Recipe } from '../../../core/recipe/schema'
import { fit } from '../fit/fit.svelte'
import { backToStart, single } from '../fit/neuron.svelte'
import { put, putAndTrain } from './act.svelte'
import type { Lesson } from './lesson'

const functions = (change: (recipe: FunctionRecipe) => void) => (recipe: Recipe): void => {
  if (recipe.kind === 'function') change(recipe)
}

async function learn(name: string, change?: (recipe: Recipe) => void): Promise<void> {
  fit.view = 'network'
  await putAndTrain('fit', name, change)
}

export const fitLesson: Lesson = {
  id: 'fit',
  title: 'A network learns a curve',
  place: 'Lesson 2',
  opening:
    'A neuron takes numbers, weighs them, adds a bias and bends the result. A layer is many neurons side by side, a network several layers in a row. How well it does is one number, the loss; its slope with respect to every weight comes from the chain rule, and the weights go downhill.',
  formulas: [
    { left: 'y', source: 'tanh(w*x + b)' },
    { left: 'F', source: 'exp(-q^2)*sin(5*q)' }
  ],
  steps: [
    {
      id: 'one-neuron',
      text: 'Begin with a single neuron: one weight, one bias, one bend. Move both by hand, then let the slope of the loss do it.',
      button: 'One neuron',
      act: () => {
        put('fit', 'curve-fit')
        backToStart()
        fit.view = 'neuron'
        single.descending = true
      },
      see: 'The bend slides to where it does least harm, and stays there: the loss falls and stops far from zero. One bend cannot be F.'
    },
    {
      id: 'curve',
      text: 'The network sees points of F at random places q between -3 and 3, a fresh handful at each step, and is told the value.',
      button: 'Train on F',
      act: () => learn('curve-fit'),
      see: 'Its curve bends onto F between the two upright lines. Outside, where it has seen nothing, it goes wherever its last weights take it: a network does not extrapolate.'
    },
    {
      id: 'few-neurons',
      text: 'Each tanh can make one bend. F has many.',
      button: 'Four neurons in one layer',
      act: () => learn('curve-fit', (recipe) => (recipe.network.layers = [{ kind: 'dense', units: 4, activation: 'tanh' }])),
      see: 'The curve follows the large waves and misses the others; the loss stays well above that of 30 and 20 neurons.'
    },
    {
      id: 'relu',
      text: 'The bend need not be smooth. With relu, zero below and straight above, the network is made of straight pieces.',
      button: 'The same with relu',
      act: () => learn('curve-fit', (recipe) => (recipe.network.layers = recipe.network.layers.map((layer) => (layer.kind === 'dense' ? { ...layer, activation: 'relu' } : layer)))),
      see: 'A polygon that follows F. Its corners are where a neuron switches on or off.'
    },
    {
      id: 'noisy-points',
      text: 'Measured points scatter. With noise of 0.2 on each, no network can predict a point better than that.',
      button: 'Noise of 0.2 on the points',
      act: () => learn('curve-fit', functions((recipe) => (recipe.function.noise = 0.2))),
      see: 'The loss stays near the square of the noise, 0.04, while the curve goes through the middle of the points: the noise averages out.'
    },
    {
      id: 'another-function',
      text: 'Nothing in this is about F. Type another one.',
      formulas: [{ left: 'F', source: 'abs(sin(2*q))' }],
      button: 'abs(sin(2 q))',
      act: () =>
        learn('curve-fit', functions((recipe) => {
          const [first] = recipe.function.outputs
          if (first) first.formula = 'abs(sin(2*q))'
        })),
      see: 'The network learns it as well; the sharp corners come last, and are rounded.'
    },
    {
      id: 'large-rate',
      text: 'The step size matters here as it did for the chain.',
      button: 'A learning rate of 0.3',
      act: () => learn('curve-fit', (recipe) => (recipe.training.optimiser = { ...recipe.training.optimiser, learningRate: 0.3 })),
      see: 'The loss jumps about and stays high: every step overshoots what the one before has learnt.'
    }
  ]
}
