/** Lesson 1: a physical system finds its minimum, and so does a computer. */
import { chain } from '../../../core/structures/builders/chain'
import { searchMinima } from '../optimize/analyses.svelte'
import { desk } from '../optimize/desk.svelte'
import type { Settings } from '../optimize/settings'
import { stage } from '../optimize/stage.svelte'
import { optimize } from './act.svelte'
import type { Lesson } from './lesson'

type Methods = Settings['methods']

function only(settings: Settings, on: Partial<Record<keyof Methods, number>>): Settings {
  const names = Object.keys(settings.methods) as (keyof Methods)[]
  const methods = Object.fromEntries(names.map((name) => [name, { ...settings.methods[name], on: name in on, eta: on[name] ?? settings.methods[name].eta }])) as unknown as Methods
  return { ...settings, methods }
}

function withConstants(settings: Settings, constants: Record<string, number>, masses = 20): Settings {
  const structure = chain(masses)
  return { ...settings, structure: { ...structure, constants: { ...structure.constants, ...constants } } }
}

export const optimizeLesson: Lesson = {
  id: 'optimize',
  title: 'Going downhill',
  place: 'Lesson 1',
  opening:
    'Twenty masses hang on springs between two fixed ends. Where they come to rest the energy is smallest. A computer finds the place as a blind hiker finds a valley: it feels the slope under its feet and steps the other way. The same walk, in the space of its weights, is how a network learns.',
  formulas: [
    { left: 'E_{\\text{spring}}', source: 'K/2*(length - l)^2' },
    { left: 'E_{\\text{mass}}', source: 'mg*y' },
    { left: 'y_{\\text{next}}', source: 'y - eta*slope' }
  ],
  steps: [
    {
      id: 'descent',
      text: 'Start with the chain stretched straight. Each step moves every mass against the slope of the energy, by eta = 0.2 times it.',
      button: 'Descend 60 steps',
      act: () => optimize('descent', (settings) => only(settings, { 'gradient-descent': 0.2 })),
      see: 'The energy falls at every step, quickly at first. After 60 steps the chain still sinks: the gradient is not yet zero.'
    },
    {
      id: 'adam',
      text: 'Plain descent takes small steps where the slope is gentle. Adam divides each component by its own recent size, so that every mass moves at about the same pace.',
      button: 'Adam beside it',
      act: () => optimize('descent', (settings) => only(settings, { 'gradient-descent': 0.2, adam: 0.1 })),
      see: 'In the same 60 steps Adam comes lower than gradient descent, and its gradient wavers near the end: its steps have a length of their own.'
    },
    {
      id: 'l-bfgs',
      text: 'Whoever remembers how the slope changed knows the curvature too. L-BFGS keeps the last steps and takes the length from them.',
      button: 'L-BFGS beside both',
      act: () => optimize('descent', (settings) => only(settings, { 'gradient-descent': 0.2, adam: 0.1, 'l-bfgs': 1 })),
      see: 'L-BFGS arrives: its gradient falls by many orders of magnitude, while the others are still on their way.'
    },
    {
      id: 'too-large',
      text: 'A step must be shorter than 2 / lambda, lambda the largest curvature of the energy. Beyond that each step lands higher on the other side.',
      button: 'Take eta = 1',
      act: () => optimize('descent', (settings) => only(settings, { 'gradient-descent': 1 })),
      see: 'After a few good steps a zigzag appears that grows with every further one, and the energy with it. A note says that it diverges, and by what step it would not.'
    },
    {
      id: 'buckling',
      text: 'Make the springs longer than the gaps, l = 1.2, and take gravity away. The straight chain is now a hilltop: it must give way up or down, and in more than one fashion.',
      button: 'Search from 100 random starts',
      act: async () => {
        await optimize('minima', (settings) => withConstants(settings, { l: 1.2, mg: 0 }, 4))
        await searchMinima(stage.structure, desk.settings.minima)
      },
      see: 'Many minima, all of the same energy: the same slopes in another order cost the same, and so does the mirror image. Which one a descent finds depends on where it starts.'
    },
    {
      id: 'motion',
      text: 'A real chain does not descend, it swings. Without friction its energy stays what it was; with friction it comes to rest in the minimum that the computer found.',
      button: 'Let it swing without friction',
      act: () => optimize('motion'),
      see: 'Potential energy becomes kinetic energy and comes back; their sum stays, and its drift is shown to the digit.'
    },
    {
      id: 'landscape',
      text: 'With twenty coordinates nobody sees the valley. Two directions through it can be drawn, and the descent as a path on the map.',
      button: 'Draw the landscape',
      act: () => optimize('landscape', (settings) => only(settings, { 'gradient-descent': 0.2, adam: 0.1 })),
      see: 'Contours of the energy with the paths of both methods, which cross them downhill.'
    },
    {
      id: 'many-masses',
      text: 'The slope of the energy costs as much as the energy itself, however many coordinates there are. That is why descent works for networks with millions of weights.',
      button: 'Two thousand masses',
      act: () => optimize('descent', (settings) => ({ ...only({ ...settings, structure: chain(2000) }, { adam: 0.1 }), steps: 2000 })),
      see: 'Two thousand masses move fluently: each step is computed between two frames.'
    }
  ]
}
