/** What is done against overfitting, each as a change of a recipe: every cure alone, and its strength. */
import type { LayerRecipe } from './layers'
import type { Recipe } from './schema'
import type { TrainingRecipe } from './training'

export const CURE_KINDS = ['early-stopping', 'dropout', 'weight-decay', 'more-data', 'noise'] as const
export type CureKind = (typeof CURE_KINDS)[number]

interface Cure {
  /** What its number is. */
  readonly strength: string
  /** Where the number begins. */
  readonly usual: number
  readonly isWhole: boolean
  readonly least: number
  readonly most: number
  readonly apply: (recipe: Recipe, strength: number) => Recipe
  /** Why it cannot be tried alone on this recipe, as a sentence; '' where it can. */
  readonly refusal?: (recipe: Recipe) => string
}

export const CURES: Readonly<Record<CureKind, Cure>> = {
  'early-stopping': {
    strength: 'patience, validations',
    usual: 15,
    isWhole: true,
    least: 1,
    most: 10_000,
    apply: (recipe, patience) => withTraining(recipe, { earlyStopping: { patience } })
  },
  dropout: {
    strength: 'share silenced',
    usual: 0.1,
    isWhole: false,
    least: 0,
    most: 0.95,
    apply: (recipe, rate) => {
      const dropout: LayerRecipe = { kind: 'dropout', rate }
      return withLayers(recipe, recipe.network.layers.flatMap((layer): LayerRecipe[] => (layer.kind === 'dense' ? [layer, dropout] : [layer])))
    }
  },
  'weight-decay': {
    strength: 'decay',
    usual: 0.3,
    isWhole: false,
    least: 0,
    most: 1,
    apply: (recipe, weightDecay) => {
      const { optimiser } = recipe.training
      return decays(optimiser) ? withTraining(recipe, { optimiser: { ...optimiser, kind: 'adamw', weightDecay } }) : recipe
    },
    refusal: ({ training: { optimiser } }) => (decays(optimiser) ? '' : `The recipe trains by ${optimiser.kind}; weights decay beside Adam alone, and another optimiser would be a second change.`)
  },
  'more-data': {
    strength: 'times as many samples',
    usual: 8,
    isWhole: true,
    least: 1,
    most: 1000,
    apply: (recipe, times) => {
      const { samples } = recipe.training
      return samples.kind === 'fixed' ? withTraining(recipe, { samples: { kind: 'fixed', count: times * samples.count } }) : recipe
    }
  },
  noise: {
    strength: 'deviation on the inputs',
    usual: 0.05,
    isWhole: false,
    least: 0,
    most: 100,
    apply: (recipe, deviation) => withLayers(recipe, [{ kind: 'noise', deviation }, ...recipe.network.layers])
  }
}

function withTraining(recipe: Recipe, change: Partial<TrainingRecipe>): Recipe {
  return { ...recipe, training: { ...recipe.training, ...change } }
}

function withLayers(recipe: Recipe, layers: readonly LayerRecipe[]): Recipe {
  return { ...recipe, network: { ...recipe.network, layers: [...layers] } }
}

/** AdamW is Adam with a decay beside it; of the others there is none that decays. */
function decays(optimiser: TrainingRecipe['optimiser']): optimiser is Extract<TrainingRecipe['optimiser'], { kind: 'adam' | 'adamw' }> {
  return optimiser.kind === 'adam' || optimiser.kind === 'adamw'
}
