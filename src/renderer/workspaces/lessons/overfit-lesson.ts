/** Lesson 3b: what a network does with too few examples, and what can be done about that. */
import { CURE_KINDS, type CureKind } from '../../../core/recipe/cures'
import { overfit, trainAll, variants } from '../overfit/overfit.svelte'
import { put } from './act.svelte'
import type { Lesson } from './lesson'

async function compare(...cures: CureKind[]): Promise<void> {
  const recipe = put('overfit', 'duffing-overfit')
  for (const kind of CURE_KINDS) overfit.on[kind] = cures.includes(kind)
  overfit.looked = cures[0] ?? 'plain'
  await trainAll(variants(recipe))
}

export const overfitLesson: Lesson = {
  id: 'overfit',
  title: 'Learning by heart',
  place: 'Lesson 3, continued',
  opening:
    'Simulated sweeps cost nothing. Measured ones do, and a network that sees the same 64 of them a thousand times remembers them instead of understanding. The only way to notice is to keep some samples from it.',
  formulas: [],
  steps: [
    {
      id: 'by-heart',
      text: 'Sixty-four sweeps, again and again, a thousand times.',
      button: 'Train on 64 sweeps',
      act: () => compare(),
      see: 'The loss on the 64 goes on falling, the loss on others stops: a line marks where they are apart. On its own samples the points lie on the diagonal, on others they scatter.'
    },
    {
      id: 'more-data',
      text: 'The best cure is the plainest.',
      button: 'Eight times as many sweeps',
      act: () => compare('more-data'),
      see: 'Both losses stay together much longer, and the held-out loss ends several times lower.'
    },
    {
      id: 'noise-on-inputs',
      text: 'If there are no more samples, let none be seen twice alike: add a little noise, drawn anew each time.',
      button: 'Noise on the inputs',
      act: () => compare('noise'),
      see: 'The held-out loss ends somewhat lower than without. Too much noise would hide what is to be learnt: try 0.3.'
    },
    {
      id: 'all-cures',
      text: 'Cures are not recipes. Dropout and weight decay made image classifiers work; on a smooth curve of fifty points they may do harm.',
      button: 'Every cure, each alone',
      act: () => compare(...CURE_KINDS),
      see: 'Five curves beside the first, with the ratio of their held-out losses in the column. Not every cure is below 1.'
    }
  ]
}
