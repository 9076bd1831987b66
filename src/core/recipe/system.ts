/** The system that is simulated: its equation, its constants, and what is drawn anew for every sweep. */
import { z } from '../contract/zod'
import { symbol } from './pieces'

/** A parameter that is drawn anew for every simulated sweep, and that the network learns to read. */
export const priorSchema = z
  .strictObject({ name: symbol, unit: z.string(), low: z.number(), high: z.number() })
  .refine((prior) => prior.low < prior.high, { message: 'a uniform prior needs low < high', path: ['high'] })

/**
 * First-order equation for one complex amplitude z in a frame that rotates with the drive frequency omega:
 * `equation` is the right-hand side of dz/dt, typed as mathematics in z, i, omega, the priors and the constants.
 */
export const systemSchema = z.strictObject({
  equation: z.string().min(1).max(2000),
  initial: z.strictObject({ re: z.number(), im: z.number() }),
  constants: z.record(symbol, z.number()),
  priors: z.array(priorSchema).min(1).max(16)
})

export type Prior = z.infer<typeof priorSchema>
export type SystemRecipe = z.infer<typeof systemSchema>
