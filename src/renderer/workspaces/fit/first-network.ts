/** The network of a recipe before its first batch: weights as the seed draws them. */
import { errorData } from '../../../core/contract/errors'
import type { PlainNetwork } from '../../../core/network/plain/operations'
import type { Recipe } from '../../../core/recipe/schema'
import type { Science } from './science'

/** A network that can be drawn, or why it cannot; neither before the science is loaded. */
export interface Drawable {
  readonly network: PlainNetwork | null
  readonly why: string | null
}

/** Scaling is measured when a run begins; until then it is as if it were off. */
export function firstNetwork(science: Science | null, recipe: Recipe): Drawable {
  if (!science) return { network: null, why: null }
  try {
    const plain = { ...recipe, training: { ...recipe.training, scaling: { inputs: false, targets: false } } }
    const model = science.modelOf(plain)
    const parameters = science.firstParameters(model, recipe.network.initialiser, recipe.training.seed)
    return { network: science.plainNetwork(plain, { parameters, statistics: science.firstStatistics(model, {}) }), why: null }
  } catch (thrown) {
    const { code, message, remedy } = errorData(thrown)
    if (code === 'defect') throw thrown
    return { network: null, why: `${message} ${remedy}` }
  }
}
