/** What stands at the head of a formula: what it is given, what it says, and where it holds. */
import { portsOf } from '../../../recipe/ports'
import type { Recipe } from '../../../recipe/schema'

export interface SourceStory {
  readonly recipe: Recipe
  /** Batches that the network was trained for. */
  readonly batches: number
  readonly version: string
}

/** Lines of a comment, without its sign. */
export function storyLines({ recipe, batches, version }: SourceStory): readonly string[] {
  const { seen, targets } = portsOf(recipe)
  const says = targets.map(({ name, unit }) => (unit ? `${name} (${unit})` : name)).join(', ')
  const deviations = recipe.training.loss.kind === 'gaussian' ? ', then the standard deviation of each' : ''
  return [
    `${recipe.title}: a network trained by Sharkfin ${version} for ${batches} batches, seed ${recipe.training.seed}.`,
    `Given: ${seen}.`,
    `Says: ${says}${deviations}.`,
    'Outside what it was trained on it does not extrapolate.'
  ].map((line) => line.replaceAll(/[\r\n]+/g, ' '))
}

/** A name that is a word in Python, MATLAB and C alike. */
export function functionName({ name }: Recipe): string {
  const word = name.replaceAll(/[^A-Za-z0-9_]/g, '_')
  return /^[A-Za-z]/.test(word) ? word : `f_${word}`
}
