/** A recipe's samples, whatever they need: pictures are read from their folder, all others need the recipe alone. */
import type { Recipe } from '../../core/recipe/schema'
import { openSamples } from '../../core/samples/open'
import { compileSamples, type SampleProgram } from '../../core/samples/program'
import type { SampleSource } from '../../core/samples/source'
import { pictureSet } from '../pictures/picture-set'

/** @throws SharkfinError whose code begins with `formula-`, `pictures-` or `labels-` */
export async function programOf(recipe: Recipe): Promise<SampleProgram> {
  if (recipe.kind !== 'pictures') return compileSamples(recipe)
  const { x, y } = await pictureSet(recipe)
  return { kind: 'pictures', x, y }
}

/** @throws SharkfinError whose code begins with `formula-`, `pictures-` or `labels-` */
export async function createSamples(recipe: Recipe, seed = recipe.training.seed): Promise<SampleSource> {
  return openSamples(recipe, seed, await programOf(recipe))
}
