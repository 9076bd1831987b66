/** How the network is trained. */
import { z } from '../contract/zod'
import { count } from './pieces'

const learningRate = z.number().positive().max(10)
const moments = { beta1: z.number().min(0).max(0.9999), beta2: z.number().min(0).max(0.99999), epsilon: z.number().positive() }

export const sgdSchema = z.strictObject({ kind: z.literal('sgd'), learningRate })
/** Polyak's heavy ball, or Nesterov's with the gradient looked up ahead. */
export const momentumSchema = z.strictObject({
  kind: z.literal('momentum'),
  learningRate,
  momentum: z.number().min(0).max(0.9999),
  nesterov: z.boolean()
})
export const rmspropSchema = z.strictObject({
  kind: z.literal('rmsprop'),
  learningRate,
  decay: z.number().min(0).max(0.99999),
  epsilon: z.number().positive()
})
/** Kingma and Ba's own names and bounds. */
export const adamSchema = z.strictObject({ kind: z.literal('adam'), learningRate, ...moments })
/** `weightDecay` is multiplied by the learning rate at each step. */
export const adamwSchema = z.strictObject({
  kind: z.literal('adamw'),
  learningRate,
  ...moments,
  weightDecay: z.number().min(0).max(1)
})

export const optimiserSchema = z.discriminatedUnion('kind', [sgdSchema, momentumSchema, rmspropSchema, adamSchema, adamwSchema])

const final = z.number().min(0).max(1)

/**
 * Learning rate over the run: constant; multiplied by `factor` after every so many batches; falling to `final` times its start,
 * by the same factor each batch or along a half cosine.
 */
export const scheduleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('constant') }),
  z.strictObject({ kind: z.literal('step'), every: count, factor: z.number().positive().max(1) }),
  z.strictObject({ kind: z.literal('exponential'), final: final.positive() }),
  z.strictObject({ kind: z.literal('cosine'), final })
])

/** Mean of the weights over the last 1 / (1 - decay) batches or so; validation and export read with it. */
export const averagingSchema = z.strictObject({ decay: z.number().min(0).max(0.99999) })
/** Ends the run when so many validations in a row were no better than the best; its weights are kept. */
export const earlyStoppingSchema = z.strictObject({ patience: z.number().int().min(1).max(10_000) })

/** What training makes small; each is described in core/network/losses. `delta` is in the network's own scale. */
export const lossSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('squared') }),
  z.strictObject({ kind: z.literal('absolute') }),
  z.strictObject({ kind: z.literal('huber'), delta: z.number().positive() }),
  z.strictObject({ kind: z.literal('gaussian') }),
  z.strictObject({ kind: z.literal('cross-entropy') })
])

/** Inputs, targets: brought to a scale of order one by statistics of simulations (core/network/scaling.ts); models read in units. */
export const scalingSchema = z.strictObject({ inputs: z.boolean(), targets: z.boolean() })

/** Fresh samples for every batch, or a set drawn once, visited in a new order every epoch. */
export const samplesSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fresh') }),
  z.strictObject({ kind: z.literal('fixed'), count: count.max(1_000_000) })
])

export const trainingSchema = z
  .strictObject({
    loss: lossSchema,
    optimiser: optimiserSchema,
    schedule: scheduleSchema,
    /** Batches over which the learning rate rises from nothing to the schedule's; 0 for none. */
    warmUp: z.number().int().min(0).max(10_000_000),
    /** Longest gradient, as the norm of the whole vector; longer ones are shortened to it. */
    clip: z.number().positive().nullable(),
    averaging: averagingSchema.nullable(),
    earlyStopping: earlyStoppingSchema.nullable(),
    scaling: scalingSchema,
    samples: samplesSchema,
    batch: z.number().int().min(1).max(4096),
    batches: z.number().int().min(1).max(10_000_000),
    validationSweeps: count.max(100_000),
    seed: z.number().int().min(0).max(0xffff_ffff)
  })
  .refine(({ samples, batch }) => samples.kind === 'fresh' || samples.count % batch === 0, {
    message: 'a fixed set needs whole batches',
    path: ['samples', 'count']
  })
  .refine(({ loss, scaling }) => loss.kind !== 'cross-entropy' || !scaling.targets, {
    message: 'the targets of a cross entropy are probabilities, which are not scaled',
    path: ['scaling', 'targets']
  })

export type ScalingRecipe = z.infer<typeof scalingSchema>
export type LossRecipe = z.infer<typeof lossSchema>
export type MomentumRecipe = z.infer<typeof momentumSchema>
export type RmspropRecipe = z.infer<typeof rmspropSchema>
export type AdamwRecipe = z.infer<typeof adamwSchema>
export type AdamRecipe = z.infer<typeof adamSchema>
export type TrainingRecipe = z.infer<typeof trainingSchema>
