/** Lesson 3a: from a response curve to the parameters of the oscillator that made it. */
import type { Recipe, SimulationRecipe } from '../../../core/recipe/schema'
import { put, putAndTrain, simulated } from './act.svelte'
import type { Lesson } from './lesson'

/** The lesson's recipe, changed, for 5,000 batches. */
function learn(change: (recipe: Recipe) => void = () => {}): Promise<void> {
  return putAndTrain('characterize', 'duffing-curve', (recipe) => {
    recipe.training.batches = 5000
    change(recipe)
  })
}

const learnSystem = (change: (recipe: SimulationRecipe) => void): Promise<void> => learn(simulated(change))

export const characterizeLesson: Lesson = {
  id: 'characterize',
  title: 'Reading an oscillator',
  place: 'Lesson 3',
  opening:
    'Drive a resonator, sweep the frequency through its resonance and record how strongly it responds. A little nonlinearity bends the peak; more of it makes the response jump. Given resonance, damping and nonlinearity, the curve is easily computed. The other way round, from a curve to its parameters, is what a network can learn: simulate thousands of oscillators and let it guess.',
  formulas: [{ left: '\\frac{\\mathrm{d}z}{\\mathrm{d}t}', source: '(-gamma/2 - eta*abs(z)^2 - i*(omega0 - omega + epsilon*abs(z)^2))*z + i*f' }],
  steps: [
    {
      id: 'duffing',
      text: 'Fifty points of |z| go in, three parameters come out. Every batch is simulated afresh, so there is nothing to learn by heart.',
      button: 'Train on 5,000 batches',
      act: () => learn(),
      see: 'The loss falls below 0.002, and the clouds of predicted against true gather on the diagonal: omega0 first, epsilon last, since it shows only where the response is large.'
    },
    {
      id: 'noise',
      text: 'Exercise: add noise to each point, as every measurement has.',
      button: 'Noise of 0.1',
      act: () => learnSystem((recipe) => (recipe.observation.noise = 0.1)),
      see: 'The clouds are wider than without noise, epsilon most of all.'
    },
    {
      id: 'fast-sweep',
      text: 'Exercise: sweep in T = 10 instead of 200. The oscillator has no time to follow, and rings behind the resonance.',
      button: 'T = 10',
      act: () => learnSystem((recipe) => (recipe.sweep.duration = 10)),
      see: 'The curves have ripples, and the network reads the parameters all the same: what looks like a fault of the measurement is information.'
    },
    {
      id: 'real-part',
      text: 'Exercise: observe the real part of z instead of its modulus.',
      button: 'Re z',
      act: () => learnSystem((recipe) => (recipe.observation.quantity = 'real')),
      see: 'Another curve of the same oscillator, with a sign; it tells the parameters as well.'
    },
    {
      id: 'nonlinear-damping',
      text: 'Exercise: let the damping grow with the amplitude, and have the network read its coefficient eta too.',
      button: 'A prior for eta',
      act: () =>
        learnSystem((recipe) => {
          delete recipe.system.constants['eta']
          recipe.system.priors.push({ kind: 'uniform', name: 'eta', unit: '', low: 0, high: 0.1 })
        }),
      see: 'A fourth cloud, for eta. Damping and nonlinear damping resemble each other, so gamma is read less well than before.'
    },
    {
      id: 'another-equation',
      text: 'Exercise: another equation of motion. A pendulum softens as it swings further; nothing else in the recipe needs to change.',
      formulas: [{ left: '\\frac{\\mathrm{d}v}{\\mathrm{d}t}', source: '-gamma*v - omega0^2*sin(x) + force' }],
      button: 'The pendulum',
      act: () => putAndTrain('characterize', 'pendulum', (recipe) => (recipe.training.batches = 2000)),
      see: 'Curves that lean to the other side, and a network that reads them.'
    },
    {
      id: 'another-network',
      text: 'Exercise: another network. A convolution looks for the same small shapes everywhere along the curve.',
      button: 'Convolutions',
      act: () =>
        learn((recipe) => {
          const conv = { kind: 'conv1d', kernel: 5, stride: 2, dilation: 1, padding: 'same', activation: 'tanh' } as const
          recipe.network.layers = [{ kind: 'coordinates' }, { ...conv, channels: 12 }, { ...conv, channels: 24 }, { kind: 'flatten' }, { kind: 'dense', units: 50, activation: 'tanh' }]
        }),
      see: 'The shapes after each layer stand in the column. It learns more from each batch, and each batch takes longer.'
    },
    {
      id: 'precision',
      text: 'Exercise: how sure is it? Let the network say a width beside each value, and punish it for being wrong and sure, or right and unsure.',
      button: 'With its own uncertainty',
      act: () =>
        learnSystem((recipe) => {
          recipe.observation.noise = 0.1
          recipe.training.loss = { kind: 'gaussian' }
          recipe.training.scaling = { inputs: false, targets: true }
        }),
      see: 'The loss is now minus the logarithm of a likelihood, and goes below zero where widths are narrow and right. That the held-out loss goes with it says that they are right for sweeps never seen: one that is sure and wrong costs more than one that is unsure. The exported model has a second output, the deviation.'
    },
    {
      id: 'look-at-samples',
      text: 'Before any training, look at what is simulated. Draw others, and see which parameter does what to the curve.',
      button: 'Look at sweeps',
      act: () => void put('characterize', 'duffing-curve'),
      see: 'Six sweeps with their parameters. A large epsilon bends the peak over until the response jumps.'
    }
  ]
}
