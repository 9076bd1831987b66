/** What a run is to those who look at it: its states, its summary, its metrics. */
import { recipeSchema } from '../recipe/schema'
import { runEngineSchema } from './engine'
import { errorDataSchema } from './error-schema'
import { z } from './zod'

/**
 * waiting (while another trains) -> compiling -> training <-> paused -> finished; stopped by the person, interrupted by a worker's death, failed by a
 * loss that is not finite. All but finished can go on from the last checkpoint.
 */
export const runStateSchema = z.enum([
  'waiting',
  'compiling',
  'training',
  'paused',
  'stopped',
  'finished',
  'interrupted',
  'failed'
])

/** Error of each parameter on held-out sweeps, in the parameter's own unit; r2 = 1 - mse / variance of the truth, null where that does not vary. */
export const metricsSchema = z.record(z.string(), z.object({ rmse: z.number(), r2: z.number().nullable() }))

/** Loss of the first and the last batch, and on the held-out sweeps; null where it was not measured. */
export const lossSummarySchema = z.object({
  first: z.number().nullable(),
  last: z.number().nullable(),
  validation: z.number().nullable()
})

/** Runs stored before there was a choice name their engine in words alone: all of them were on onnxruntime's processor engine. */
const storedEngineSchema = z.preprocess(
  (engine) => (typeof engine === 'string' ? { choice: 'cpu', kind: 'cpu', name: engine, why: '' } : engine),
  runEngineSchema
)

export const runSummarySchema = z.object({
  run: z.string(),
  state: runStateSchema,
  recipe: recipeSchema,
  engine: storedEngineSchema,
  /** Batches trained so far, and the last batch a checkpoint holds. */
  batch: z.number().int(),
  checkpointBatch: z.number().int(),
  /** Seconds spent training, pauses left out. */
  seconds: z.number(),
  loss: lossSummarySchema,
  metrics: metricsSchema.nullable(),
  /** What a person should know of how the run ended, where it is no error. */
  note: z.string().optional(),
  error: errorDataSchema.nullable()
})

/** Loss on the held-out samples after so many batches; `trained`: on the training set itself, where it is a fixed one. */
export const validationPointSchema = z.object({ step: z.number().int(), loss: z.number(), trained: z.number().nullable() })

/** What a run's network reads from samples that nothing was chosen by; looked at once, and then kept. */
export const testResultSchema = z.object({
  /** Batches that the network had been trained for; of the best weights where these were kept. */
  batch: z.number().int(),
  /** Test samples. */
  count: z.number().int(),
  loss: z.number(),
  metrics: metricsSchema
})

/** A run as the store gives it back: what a reopened window draws. Losses are every step's, in order. */
export const runHistorySchema = z.object({
  summary: runSummarySchema,
  losses: z.instanceof(Float32Array),
  validations: z.array(validationPointSchema),
  test: testResultSchema.nullable()
})

/** States in which a worker has the run, or will have it. */
export const UNDER_WAY = ['waiting', 'compiling', 'training', 'paused'] as const satisfies readonly RunState[]

export function isUnderWay(state: RunState): boolean {
  return UNDER_WAY.some((one) => one === state)
}

export type RunState = z.infer<typeof runStateSchema>
export type ValidationPoint = z.infer<typeof validationPointSchema>
export type Metrics = z.infer<typeof metricsSchema>
export type RunSummary = z.infer<typeof runSummarySchema>
export type TestResult = z.infer<typeof testResultSchema>
export type RunHistory = z.infer<typeof runHistorySchema>
