/** What an exported model says about itself in its metadata_props, and how that is read back. */
import { lossSummarySchema, metricsSchema } from '../../core/contract/run'
import { z } from '../../core/contract/zod'
import { readRecipe } from '../../core/recipe/migrate'
import { portsOf } from '../../core/recipe/ports'
import { drawnPriors } from '../../core/recipe/priors'
import type { DrawnPrior } from '../../core/recipe/priors'
import type { Recipe } from '../../core/recipe/schema'

export const trainingSummarySchema = z.object({
  batches: z.number().int().min(0),
  seconds: z.number().nullable(),
  loss: lossSummarySchema,
  metrics: metricsSchema.nullable(),
  engine: z.string().nullable()
})
export type TrainingSummary = z.infer<typeof trainingSummarySchema>

export interface ModelStory {
  readonly recipe: Recipe
  readonly training: TrainingSummary
  readonly version: string
}

export function modelMetadata({ recipe, training, version }: ModelStory): Record<string, string> {
  const { targets } = portsOf(recipe)
  return {
    sharkfin_version: version,
    recipe: JSON.stringify(recipe),
    parameter_names: JSON.stringify(targets.map(({ name }) => name)),
    // An empty unit is a dimensionless quantity.
    units: JSON.stringify(targets.map(({ unit }) => unit)),
    priors: JSON.stringify(priorsOf(recipe).map(({ kind, unit: _unit, ...prior }) => ({ ...prior, distribution: kind }))),
    training: JSON.stringify(training),
    seed: String(recipe.training.seed)
  }
}

/** What is measured has none. */
function priorsOf(recipe: Recipe): readonly DrawnPrior[] {
  if (recipe.kind === 'points' || recipe.kind === 'pictures') return []
  return recipe.kind === 'simulation' ? drawnPriors(recipe.system) : recipe.function.inputs
}

/** @throws an error of JSON or zod when it is not the metadata of an exported model */
export function readMetadata(metadata: ReadonlyMap<string, string>): ModelStory {
  const json = (key: string): unknown => JSON.parse(metadata.get(key) ?? 'null')
  return {
    recipe: readRecipe(json('recipe')),
    training: trainingSummarySchema.parse(json('training')),
    version: z.string().parse(metadata.get('sharkfin_version'))
  }
}
