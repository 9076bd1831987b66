/** How the system is measured: the sweep of the drive, and what is observed of the response. */
import { z } from '../contract/zod'

/** Linear sweep of omega in `duration`, integrated with `steps` RK4 steps of duration / (steps - 1), as in the lesson. */
export const sweepSchema = z.strictObject({
  from: z.number(),
  to: z.number(),
  duration: z.number().positive(),
  steps: z.number().int().min(2).max(100_000)
})

/** What the network sees: |z| after every step, resampled to `bins` with an anti-aliased linear filter, plus noise. */
export const observationSchema = z.strictObject({
  quantity: z.literal('modulus'),
  bins: z.number().int().min(2).max(4096),
  noise: z.number().min(0)
})

export type SweepRecipe = z.infer<typeof sweepSchema>
export type ObservationRecipe = z.infer<typeof observationSchema>
