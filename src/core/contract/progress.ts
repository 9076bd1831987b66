/**
 * The progress wire: worker -> window on a MessagePort of its own, at most 30 chunks a second, main not in between.
 * The window answers each chunk with a credit; with more than `CREDITS` chunks unanswered the worker waits and merges.
 */
import { validationPointSchema } from './run'
import { z } from './zod'

export const CHUNKS_PER_SECOND = 30
/** Chunks that may be on their way: enough to hide one slow frame, too few to queue behind a hidden window. */
export const CREDITS = 3
export const NETWORKS_PER_SECOND = 10
/** Numbers of a network above which it is not sent while it trains. */
export const LARGEST_WATCHED = 300_000

const floats = z.instanceof(Float32Array)
const step = z.number().int().min(0)

/** Loss of every step since the last chunk; `firstStep` is the step (counted from 0) of losses[0]. */
export const lossChunkSchema = z.object({
  kind: z.literal('losses'),
  run: z.string(),
  sequence: z.number().int(),
  firstStep: step,
  losses: floats,
  stepsPerSecond: z.number(),
  secondsLeft: z.number()
})

/**
 * What a network reads from a set of samples: loss, error of each parameter, and predicted against true, both [samples, parameters] row by
 * row; where it says curves or maps `MOST_PLACES` of their numbers at most.
 */
export const setReadingSchema = z.object({
  loss: z.number(),
  rmse: z.array(z.number()),
  r2: z.array(z.number().nullable()),
  truth: floats,
  predicted: floats
})

/** The held-out samples; and where the training set is a fixed one, that too (its first `MOST_TRAINED_READ` samples). */
export const validationChunkSchema = setReadingSchema.extend({
  kind: z.literal('validation'),
  run: z.string(),
  sequence: z.number().int(),
  step,
  parameters: z.array(z.string()),
  trained: setReadingSchema.nullable(),
  /** Losses of the validations since the last chunk, which are not drawn in full. */
  earlier: z.array(validationPointSchema)
})

export const MOST_TRAINED_READ = 1024
export const MOST_PLACES = 4096

/** The network as it stands after `step` batches: the vectors that a reading takes, as `core/network/reading` names them. */
export const networkChunkSchema = z.object({
  kind: z.literal('network'),
  run: z.string(),
  sequence: z.number().int(),
  step,
  vectors: z.record(z.string(), floats)
})

export const progressChunkSchema = z.discriminatedUnion('kind', [lossChunkSchema, validationChunkSchema, networkChunkSchema])
export const creditSchema = z.strictObject({ kind: z.literal('credit'), sequence: z.number().int() })
/** Whether the window wants to see networks, at most `NETWORKS_PER_SECOND` times a second; it does not until it says so. */
export const watchSchema = z.strictObject({ kind: z.literal('watch'), network: z.boolean() })
export const progressAnswerSchema = z.discriminatedUnion('kind', [creditSchema, watchSchema])

export type LossChunk = z.infer<typeof lossChunkSchema>
export type SetReading = z.infer<typeof setReadingSchema>
export type ValidationChunk = z.infer<typeof validationChunkSchema>
export type NetworkChunk = z.infer<typeof networkChunkSchema>
export type ProgressAnswer = z.infer<typeof progressAnswerSchema>
export type ProgressChunk = z.infer<typeof progressChunkSchema>
