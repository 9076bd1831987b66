/**
 * What happens to the chosen map inside the network: of the run in training while it trains, of the last run, or before any training with
 * the first weights that the recipe draws. The layers are loaded when this is first looked at.
 */
import { portsOf } from '../../../core/recipe/ports'
import type { Insides } from '../../../core/network/evaluate'
import type { Recipe } from '../../../core/recipe/schema'

type Vectors = Readonly<Record<string, Float32Array>>

export interface Looker {
  /** @param vectors of a trained network; null for the recipe's first weights */
  readonly look: (recipe: Recipe, vectors: Vectors | null, x: Float32Array) => Insides
}

/** Loads the layers; what is looked at again with the same recipe keeps its model. */
export async function openLooker(): Promise<Looker> {
  const [{ modelOf }, { evaluateInsides }, { firstParameters, firstStatistics }] = await Promise.all([
    import('../../../core/network/model'),
    import('../../../core/network/evaluate'),
    import('../../../core/network/initialisers')
  ])
  let known: { readonly key: string; readonly model: ReturnType<typeof modelOf>; readonly first: Vectors } | null = null
  const modelFor = (recipe: Recipe): NonNullable<typeof known> => {
    const key = JSON.stringify(recipe)
    if (known?.key === key) return known
    const model = modelOf(recipe)
    const first = { parameters: firstParameters(model, recipe.network.initialiser, recipe.training.seed), statistics: firstStatistics(model, {}) }
    known = { key, model, first }
    return known
  }
  return {
    look: (recipe, vectors, x) => {
      const { model, first } = modelFor(recipe)
      return evaluateInsides(model, vectors ?? first, x)
    }
  }
}

/** Whether a network that one recipe trained reads the samples of the other, layer by layer the same. */
export function isSameNetwork(a: Recipe, b: Recipe): boolean {
  const shape = (recipe: Recipe): string =>
    JSON.stringify([
      recipe.network.layers,
      recipe.training.loss.kind,
      recipe.training.scaling,
      recipe.kind === 'pictures' ? [portsOf(recipe).shape, portsOf(recipe).targets.map(({ name }) => name)] : recipe.kind === 'simulation' ? [recipe.learn, recipe.observation.bins, recipe.observation.rows?.count ?? null, recipe.system.priors.map(({ name, kind }) => [name, kind === 'fixed'])] : portsOf(recipe).inputs
    ])
  return a.kind === b.kind && shape(a) === shape(b)
}
