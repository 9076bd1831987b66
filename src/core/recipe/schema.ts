/**
 * A recipe says what a run is: the equations, their priors, the sweep, what is observed of it, the network and its
 * training. Nothing that decides a result stands elsewhere; a recipe, a seed and an engine give the same bits.
 * A recipe that comes from a file, the store, a checkpoint or a model goes through migrate.ts, since it may be older.
 */
import { z } from '../contract/zod'
import { observationSchema, sweepSchema } from './measurement'
import { networkSchema } from './network'
import { systemSchema } from './system'
import type { SystemRecipe } from './system'
import { trainingSchema } from './training'

export const recipeSchema = z
  .strictObject({
    format: z.literal('sharkfin-recipe'),
    version: z.literal(3),
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
    title: z.string().min(1).max(120),
    system: systemSchema,
    sweep: sweepSchema,
    observation: observationSchema,
    network: networkSchema,
    training: trainingSchema
  })
  .refine(({ system, observation }) => system.variables.some(({ name }) => name === observation.variable), {
    message: 'there is no variable of this name',
    path: ['observation', 'variable']
  })
  .refine(({ system, observation }) => observation.quantity !== 'imaginary' || isComplex(system, observation.variable), {
    message: 'a real variable has no imaginary part',
    path: ['observation', 'quantity']
  })

function isComplex({ variables }: SystemRecipe, name: string): boolean {
  return variables.some((variable) => variable.name === name && variable.kind === 'complex')
}

export type Recipe = z.infer<typeof recipeSchema>
