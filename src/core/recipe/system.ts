/** The system that is simulated: its equations of motion, its drives and constants, and what is drawn anew for every sweep. */
import { z } from '../contract/zod'
import { symbol } from './pieces'
import { drawnPriors, priorSchema } from './priors'

const formula = z.string().min(1).max(2000)
const noise = z.string().min(1).max(200)

/**
 * One variable and the right-hand side of its equation of motion, d(name)/dt, typed as mathematics in the variables, the drives,
 * the parameters, the constants, and i, pi, t, omega (the swept drive frequency), phase (the integral of omega over time).
 * `noise` is the amplitude g of a random force g dW/dt, typed likewise, in the sense of Stratonovich; on a complex variable
 * each part has a force of its own. '0' is none.
 */
export const variableSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('complex'),
    name: symbol,
    equation: formula,
    initial: z.strictObject({ re: z.number(), im: z.number() }),
    noise
  }),
  z.strictObject({ kind: z.literal('real'), name: symbol, equation: formula, initial: z.number(), noise })
])

/** A name for a piece of mathematics, usually a force that depends on time: in t, omega, phase, and all that equations may use but variables. */
export const driveSchema = z.strictObject({ name: symbol, formula })

export const systemSchema = z.strictObject({
  variables: z.array(variableSchema).min(1).max(16),
  drives: z.array(driveSchema).max(16),
  constants: z.record(symbol, z.number()),
  priors: z
    .array(priorSchema)
    .min(1)
    .max(16)
    .refine((priors) => drawnPriors({ priors }).length > 0, { message: 'at least one parameter must not be fixed' })
})

export type Variable = z.infer<typeof variableSchema>
export type SystemRecipe = z.infer<typeof systemSchema>
