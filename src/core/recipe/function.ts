/** A function that a network learns, typed as mathematics, and where its samples are drawn. */
import { z } from '../contract/zod'
import { symbol } from './pieces'

/** A variable of the function, drawn evenly between `low` and `high`. */
export const variableRangeSchema = z
  .strictObject({ name: symbol, unit: z.string(), low: z.number(), high: z.number() })
  .refine(({ low, high }) => low < high, { message: 'a range needs low < high', path: ['high'] })

export const functionSchema = z.strictObject({
  inputs: z.array(variableRangeSchema).min(1).max(16),
  /** Real formulas in the inputs, the constants, and pi. */
  outputs: z.array(z.strictObject({ name: symbol, unit: z.string(), formula: z.string().min(1).max(2000) })).min(1).max(16),
  constants: z.record(symbol, z.number()),
  /** Standard deviation of Gaussian noise on every output, in its own unit. */
  noise: z.number().min(0)
})

export type FunctionRecipe = z.infer<typeof functionSchema>
