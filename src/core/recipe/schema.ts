/**
 * A recipe says what a run is: what is simulated or computed for the network to learn from, the network and its training.
 * Nothing that decides a result stands elsewhere; a recipe, a seed and an engine give the same bits.
 * A recipe that comes from a file, the store, a checkpoint or a model goes through migrate.ts, since it may be older.
 */
import { z } from '../contract/zod'
import { functionSchema } from './function'
import { learnSchema, PARAMETERS } from './learn'
import { pointsSchema, trainingRows } from './points'
import { observationSchema, sweepSchema } from './measurement'
import { networkSchema } from './network'
import { knownNumber } from './scan'
import { systemSchema } from './system'
import { trainingSchema } from './training'

const common = {
  format: z.literal('sharkfin-recipe'),
  version: z.literal(3),
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be of at most 64 lower-case letters, digits and -'),
  title: z.string().min(1).max(120),
  network: networkSchema,
  training: trainingSchema
}

/** A network that learns from a simulated system and its swept response: most often, to read the parameters. */
export const simulationRecipeSchema = z
  .strictObject({
    ...common,
    kind: z.literal('simulation'),
    system: systemSchema,
    sweep: sweepSchema,
    observation: observationSchema,
    learn: learnSchema.default(PARAMETERS)
  })
  .refine(({ system, observation }) => system.variables.some(({ name }) => name === observation.variable), {
    message: 'there is no variable of this name',
    path: ['observation', 'variable']
  })
  .refine(({ system, observation: { rows } }) => rows === null || knownNumber(system, rows.parameter) !== null, {
    message: 'only a constant or a fixed parameter of the system can be scanned, and there is none of this name',
    path: ['observation', 'rows', 'parameter']
  })
  .refine(({ learn, observation: { rows, bins } }) => learn.kind !== 'clean' || (bins % learn.coarse === 0 && (rows?.count ?? 0) % learn.coarse === 0), {
    message: 'bins and rows must be whole multiples of it',
    path: ['learn', 'coarse']
  })

/** A network that learns a function typed as mathematics. */
export const functionRecipeSchema = z.strictObject({ ...common, kind: z.literal('function'), function: functionSchema })

/** A network that is fitted to points. */
export const pointsRecipeSchema = z
  .strictObject({ ...common, kind: z.literal('points'), points: pointsSchema })
  .refine(({ points, training }) => trainingRows(points, training.validationSweeps) > 0, {
    message: 'some rows of the table must be left to train on',
    path: ['training', 'validationSweeps']
  })
  .refine(({ training }) => training.samples.kind === 'fresh', {
    message: 'a table is a fixed set by itself',
    path: ['training', 'samples', 'kind']
  })
  .refine(({ points, training }) => training.loss.kind !== 'cross-entropy' || points.outputs.kind === 'classes', {
    message: 'a cross entropy is for classes, and the table has numbers',
    path: ['training', 'loss', 'kind']
  })

export const recipeSchema = z.discriminatedUnion('kind', [simulationRecipeSchema, functionRecipeSchema, pointsRecipeSchema])

export type SimulationRecipe = z.infer<typeof simulationRecipeSchema>
export type FunctionRecipe = z.infer<typeof functionRecipeSchema>
export type PointsRecipe = z.infer<typeof pointsRecipeSchema>
export type Recipe = z.infer<typeof recipeSchema>
