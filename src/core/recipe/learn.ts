/** What a network makes of a simulated system: which side of a sample it is given, and which it learns to say. */
import { z } from '../contract/zod'
import type { Recipe, SimulationRecipe } from './schema'

export const learnSchema = z.discriminatedUnion('kind', [
  /** The response, as it is observed -> the parameters behind it. */
  z.strictObject({ kind: z.literal('parameters') }),
  /** The parameters -> the response: a surrogate of the simulation. */
  z.strictObject({ kind: z.literal('response') }),
  /**
   * The response with its noise -> the same without. With `coarse` above 1 the network is given means over so many neighbouring bins,
   * and in a map rows too, with the observation's noise on each, and still says every bin.
   */
  z.strictObject({ kind: z.literal('clean'), coarse: z.number().int().min(1).max(64) }),
  /** The response, as it is observed -> itself: an autoencoder, which needs a narrow layer to learn anything. */
  z.strictObject({ kind: z.literal('itself') })
])

export type LearnRecipe = z.infer<typeof learnSchema>

/** What recipes meant before there was a choice. */
export const PARAMETERS: LearnRecipe = { kind: 'parameters' }

/** Whether a network of this recipe reads parameters from responses, which a measurement asks for. */
export function readsParameters(recipe: Recipe): recipe is SimulationRecipe {
  return recipe.kind === 'simulation' && recipe.learn.kind === 'parameters'
}
