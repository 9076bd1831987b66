/** A function that a network learns, typed as mathematics, and where its samples are drawn. */
import { z } from '../contract/zod'
import { symbol } from './pieces'
import { drawnPriorSchema } from './priors'

export const functionSchema = z.strictObject({
  /** Its variables, and what they are drawn from. */
  inputs: z.array(drawnPriorSchema).min(1).max(16),
  /** Real formulas in the inputs, the constants, and pi. */
  outputs: z.array(z.strictObject({ name: symbol, unit: z.string(), formula: z.string().min(1).max(2000) })).min(1).max(16),
  constants: z.record(symbol, z.number()),
  /** Standard deviation of Gaussian noise on every output, in its own unit. */
  noise: z.number().min(0)
})

export type FunctionTarget = z.infer<typeof functionSchema>
