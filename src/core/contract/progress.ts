/**
 * The progress wire: worker -> window on a MessagePort of its own, at most 30 chunks a second, main not in between.
 * The window answers each chunk with a credit; with more than `CREDITS` chunks unanswered the worker waits and merges.
 */
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

/** Held-out sweeps: loss, and predicted against true, both [sweeps, parameters] row by row. */
export const validationChunkSchema = z.object({
  kind: z.literal('validation'),
  run: z.string(),
  sequence: z.number().int(),
  step,
  loss: z.number(),
  parameters: z.array(z.string()),
  rmse: z.array(z.number()),
  r2: z.array(z.number()),
  truth: floats,
  predicted: floats
})

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
export type ValidationChunk = z.infer<typeof validationChunkSchema>
export type NetworkChunk = z.infer<typeof networkChunkSchema>
export type ProgressAnswer = z.infer<typeof progressAnswerSchema>
export type ProgressChunk = z.infer<typeof progressChunkSchema>
