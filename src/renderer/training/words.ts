/** Sentences about training a recipe's network. */
import { formatCount } from '../../core/numbers/format'
import { learnInWords } from '../../core/recipe/learn-in-words'
import { portsOf } from '../../core/recipe/ports'
import type { Recipe } from '../../core/recipe/schema'

/** What the button Train does, after its name: 'simulates fresh sweeps ... 20,000 batches of 32.' */
export function whatTrainDoes(recipe: Recipe): string {
  const { samples, batches, batch } = recipe.training
  const learnt = portsOf(recipe).targets.map(({ name }) => name).join(', ')
  const fixed = samples.kind === 'fixed' ? formatCount(samples.count) : null
  const long = `${formatCount(batches)} batches of ${formatCount(batch)}.`
  if (recipe.kind === 'function') {
    return `draws ${fixed ? `${fixed} points once` : 'fresh points for every batch'} and teaches the network ${learnt} from them: ${long}`
  }
  if (recipe.kind === 'points') {
    return `visits the rows of the table that are not held out, in a new order every epoch, and teaches the network ${learnt} from them: ${long}`
  }
  if (recipe.kind === 'pictures') {
    return `visits the pictures that are not held out, in a new order every epoch, and teaches the network to read ${learnt} from them: ${long}`
  }
  return `simulates ${fixed ? `${fixed} sweeps once` : 'fresh sweeps for every batch'} and teaches the network ${learnInWords(recipe)}: ${long}`
}
