/** All that decides what is seen in Optimize: the structure, where it starts, its minimisers with their steps, noise and seeds. One JSON file. */
import { z } from '../contract/zod'
import { structureSchema } from './structure'

/** Numbers that a setting may take; beyond them nothing sensible happens. */
export interface Limits {
  readonly low: number
  readonly high: number
  /** Whether `low` itself is meant too. */
  readonly isClosed: boolean
}

export const LIMITS = {
  eta: { low: 0, high: 1e6, isClosed: false },
  beta: { low: 0, high: 1, isClosed: true },
  steps: { low: 1, high: 1_000_000, isClosed: true },
  noise: { low: 0, high: 1e6, isClosed: true },
  dt: { low: 0, high: 1e3, isClosed: false },
  friction: { low: 0, high: 1e3, isClosed: true },
  spread: { low: 0, high: 1e3, isClosed: false },
  seed: { low: 0, high: 0xffffffff, isClosed: true },
  starts: { low: 1, high: 10_000, isClosed: true }
} as const satisfies Record<string, Limits>

function within({ low, high, isClosed }: Limits): z.ZodNumber {
  return isClosed ? z.number().min(low).max(high) : z.number().gt(low).max(high)
}

const seed = within(LIMITS.seed).int()

export const methodChoiceSchema = z.strictObject({
  on: z.boolean(),
  /** Step size; L-BFGS finds its own. */
  eta: within(LIMITS.eta),
  /** How much of the last step is kept; momentum alone. */
  beta: within(LIMITS.beta)
})

export const optimizationSchema = z.strictObject({
  structure: structureSchema,
  /** As built, or scattered at random about it. */
  start: z.strictObject({ random: z.boolean(), spread: within(LIMITS.spread), seed }),
  methods: z.strictObject({ 'gradient-descent': methodChoiceSchema, momentum: methodChoiceSchema, adam: methodChoiceSchema, 'l-bfgs': methodChoiceSchema }),
  /** Of one run. */
  steps: within(LIMITS.steps).int(),
  /** Standard deviation of noise on each component of the gradient. */
  noise: within(LIMITS.noise),
  motion: z.strictObject({ dt: within(LIMITS.dt), friction: within(LIMITS.friction) }),
  minima: z.strictObject({ starts: within(LIMITS.starts).int(), spread: within(LIMITS.spread), seed })
})

export const OPTIMIZATION_VERSION = 1

/** As it stands in a file. */
export const optimizationFileSchema = optimizationSchema.extend({
  format: z.literal('sharkfin-optimize'),
  version: z.literal(OPTIMIZATION_VERSION)
})

/** Never changed in place. */
export type Optimization = z.infer<typeof optimizationSchema>
export type MethodChoice = z.infer<typeof methodChoiceSchema>
