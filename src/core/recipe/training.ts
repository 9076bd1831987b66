/** How the network is trained. */
import { z } from '../contract/zod'
import { count } from './pieces'

/** Kingma and Ba's own names and bounds. */
export const adamSchema = z.strictObject({
  kind: z.literal('adam'),
  learningRate: z.number().positive().max(10),
  beta1: z.number().min(0).max(0.9999),
  beta2: z.number().min(0).max(0.99999),
  epsilon: z.number().positive()
})

/** Learning rate over the run: constant, or falling to `final` times its start along a half cosine. */
export const scheduleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('constant') }),
  z.strictObject({ kind: z.literal('cosine'), final: z.number().min(0).max(1) })
])

/** What training makes small; each is described in core/network/losses. `delta` is in the network's own scale. */
export const lossSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('squared') }),
  z.strictObject({ kind: z.literal('absolute') }),
  z.strictObject({ kind: z.literal('huber'), delta: z.number().positive() }),
  z.strictObject({ kind: z.literal('gaussian') }),
  z.strictObject({ kind: z.literal('cross-entropy') })
])

export const trainingSchema = z.strictObject({
  loss: lossSchema,
  optimiser: adamSchema,
  schedule: scheduleSchema,
  /** Targets divided by their prior's standard deviation inside the loss; the exported model undoes it. */
  scaleTargets: z.boolean(),
  batch: z.number().int().min(1).max(4096),
  batches: z.number().int().min(1).max(10_000_000),
  validationSweeps: count.max(100_000),
  seed: z.number().int().min(0).max(0xffff_ffff)
})

export type LossRecipe = z.infer<typeof lossSchema>
export type AdamRecipe = z.infer<typeof adamSchema>
export type TrainingRecipe = z.infer<typeof trainingSchema>
