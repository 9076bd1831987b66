/** What a compute worker finds out about a structure of masses and springs, for the workspace Optimize. */
import { z } from './zod'

const doubles = z.custom<Float64Array>((value) => value instanceof Float64Array, 'must be an array of doubles')
const seed = z.number().int().min(0).max(0xffffffff)
const range = z.tuple([z.number(), z.number()])

export const analysisSchema = z.discriminatedUnion('what', [
  /** Some of the random starts; a search asks for one part after the other, so that it can be watched and stopped. */
  z.strictObject({
    what: z.literal('minima'),
    spread: z.number().positive(),
    seed,
    first: z.number().int().min(0),
    count: z.number().int().min(1).max(1000)
  }),
  /** The lowest eigenvalues of the Hessian at each of some places. */
  z.strictObject({ what: z.literal('stability'), positions: z.array(doubles).max(64), count: z.number().int().min(1).max(12) }),
  z.strictObject({ what: z.literal('modes'), position: doubles, count: z.number().int().min(1).max(64) }),
  /** The largest eigenvalues, of the Hessian and of the mass-weighted one: how long a step may be. */
  z.strictObject({ what: z.literal('limits'), position: doubles }),
  /** The largest eigenvalue of the Hessian at each place of a way. */
  z.strictObject({ what: z.literal('way'), positions: z.array(doubles).max(100) }),
  /** Energy over the plane of two orthonormal directions through a place. */
  z.strictObject({
    what: z.literal('landscape'),
    centre: doubles,
    u: doubles,
    v: doubles,
    x: range,
    y: range,
    points: z.number().int().min(8).max(201)
  })
])

export const analysisResultSchema = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('minima'),
    minima: z.array(z.object({ position: doubles, value: z.number(), norm: z.number(), found: z.number().int() })),
    /** Starts that came to rest nowhere. */
    lost: z.number().int()
  }),
  /** `largest`: the largest eigenvalue at the first place, to tell what is zero beside it. */
  z.object({ what: z.literal('stability'), curvatures: z.array(doubles), largest: z.number() }),
  z.object({ what: z.literal('modes'), modes: z.array(z.object({ square: z.number(), shape: doubles })), largest: z.number() }),
  z.object({ what: z.literal('limits'), curvature: z.number(), frequency: z.number() }),
  z.object({ what: z.literal('way'), curvatures: doubles }),
  z.object({
    what: z.literal('landscape'),
    x: doubles,
    y: doubles,
    /** [rows = y, columns = x] */
    values: doubles
  })
])

export type Analysis = z.infer<typeof analysisSchema>
export type AnalysisResult = z.infer<typeof analysisResultSchema>
export type AnalysisAnswer<What extends Analysis['what']> = Extract<AnalysisResult, { what: What }>
