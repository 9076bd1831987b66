/**
 * A recipe says what a run is: the equation, its priors, the sweep, what is observed of it, the network and its
 * training. Nothing that decides a result stands elsewhere; a recipe, a seed and an engine give the same bits.
 */
import { z } from '../contract/zod'
import { observationSchema, sweepSchema } from './measurement'
import { networkSchema } from './network'
import { systemSchema } from './system'
import { trainingSchema } from './training'

export const recipeSchema = z.strictObject({
  format: z.literal('sharkfin-recipe'),
  version: z.literal(1),
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  title: z.string().min(1).max(120),
  system: systemSchema,
  sweep: sweepSchema,
  observation: observationSchema,
  network: networkSchema,
  training: trainingSchema
})

export type Recipe = z.infer<typeof recipeSchema>
