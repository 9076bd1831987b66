/** The network of a recipe before its first batch: weights as the seed draws them. */
import { errorData } from '../../../core/contract/errors'
import type { PlainNetwork } from '../../../core/network/plain/operations'
import type { Recipe } from '../../../core/recipe/schema'
import type { Science } from './fit.svelte'

/** Scaling is measured when a run begins; until then it is as if it were off. Null where layers do not fit or cannot be drawn. */
export function firstNetwork(science: Science | null, recipe: Recipe): PlainNetwork | null {
  if (!science) return null
  try {
    const plain = { ...recipe, training: { ...recipe.training, scaling: { inputs: false, targets: false } } }
    const model = science.modelOf(plain)
    const parameters = science.firstParameters(model, recipe.network.initialiser, recipe.training.seed)
    return science.plainNetwork(plain, { parameters, statistics: science.firstStatistics(model, {}) })
  } catch (thrown) {
    if (errorData(thrown).code === 'defect') throw thrown
    return null
  }
}
