/** How the equations are solved from one stored point of a sweep to the next. */
import { z } from '../contract/zod'

/** Error allowed in a step, relative to the variable and absolute; both count together. */
const tolerances = { relative: z.number().min(1e-13).max(0.1), absolute: z.number().min(1e-15).max(1) }

export const integratorSchema = z.discriminatedUnion('kind', [
  /** One classical Runge-Kutta step of order 4 for each point: fastest, and the lessons' own. */
  z.strictObject({ kind: z.literal('rk4') }),
  /** One Heun step for each point, with random forces. */
  z.strictObject({ kind: z.literal('heun') }),
  /** Dormand-Prince 5(4), as many steps as the tolerances want. */
  z.strictObject({ kind: z.literal('dormand-prince'), ...tolerances }),
  /** A Rosenbrock method for stiff equations, as many steps as the tolerances want. */
  z.strictObject({ kind: z.literal('rosenbrock'), ...tolerances }),
  /** No integration: the steady state of a Duffing oscillator in the rotating frame, on the branch that a slow sweep follows. */
  z.strictObject({ kind: z.literal('steady-state') })
])

export type IntegratorRecipe = z.infer<typeof integratorSchema>
