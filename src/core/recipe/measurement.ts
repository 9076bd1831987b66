/** How the system is measured: the sweep of the drive, and what is observed of the response. */
import { z } from '../contract/zod'
import { integratorSchema } from './integrator'
import { symbol } from './pieces'

/** Sweep of omega in `duration`, stored after each of `steps` steps of duration / (steps - 1), as in the lesson. */
export const sweepSchema = z.strictObject({
  from: z.number(),
  to: z.number(),
  duration: z.number().positive(),
  /** omega(t), typed as mathematics in t, T (the duration), from and to; null is linear from `from` to `to`. */
  law: z.string().min(1).max(2000).nullable(),
  steps: z.number().int().min(2).max(100_000),
  integrator: integratorSchema
})

/** Of a complex variable its modulus, real or imaginary part; of a real one its value, which is its real part, or its modulus. */
export const quantitySchema = z.enum(['modulus', 'real', 'imaginary'])

/** How the points under a bin are weighed: a triangle, or Keys' cubic, each stretched to the bin. */
export const filterSchema = z.enum(['linear', 'cubic'])

/** A known number of the system that takes `count` values from `from` to `to`, evenly: a sweep for each makes the rows of a map. */
export const rowsSchema = z
  .strictObject({ parameter: symbol, from: z.number(), to: z.number(), count: z.number().int().min(2).max(1024) })
  .refine(({ from, to }) => from !== to, { message: 'a scan needs two different ends', path: ['to'] })

/** Numbers of one sample: a map of 512 x 512. */
const LARGEST_SAMPLE = 262_144

/** What the network sees: a quantity after every step, resampled to `bins` with an anti-aliased filter, plus noise. */
export const observationSchema = z
  .strictObject({
    variable: symbol,
    quantity: quantitySchema,
    bins: z.number().int().min(2).max(4096),
    filter: filterSchema,
    /** null: one sweep, a curve. */
    rows: rowsSchema.nullable(),
    noise: z.number().min(0)
  })
  .refine(({ rows, bins }) => (rows?.count ?? 1) * bins <= LARGEST_SAMPLE, {
    message: `a map has at most ${LARGEST_SAMPLE} numbers`,
    path: ['rows', 'count']
  })

export type Filter = z.infer<typeof filterSchema>
export type RowsRecipe = z.infer<typeof rowsSchema>
export type Quantity = z.infer<typeof quantitySchema>
export type SweepRecipe = z.infer<typeof sweepSchema>
export type ObservationRecipe = z.infer<typeof observationSchema>
