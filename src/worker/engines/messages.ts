/**
 * The wire between a compute worker (client.ts) and its engine's thread (thread.ts). Every order carries an id and is
 * answered once. Arrays on shared memory are shared, others are copied. And the start of a kernel's thread (kernel-threads.ts).
 */
import { engineKindSchema } from '../../core/contract/engine'
import { errorDataSchema } from '../../core/contract/error-schema'
import { z } from '../../core/contract/zod'
import type { SharedMemory } from '../../core/dynamics/kernel/web-assembly'
import { recipeSchema } from '../../core/recipe/schema'

const id = z.number().int()
const count = z.number().int().min(1)
const singles = z.instanceof(Float32Array)
/** Batches usually lie on shared memory. */
const batches = z.custom<Float32Array>((value) => value instanceof Float32Array)
const counter = z.custom<Int32Array<SharedArrayBuffer>>(
  (value) => value instanceof Int32Array && value.buffer instanceof SharedArrayBuffer
)

export const engineStateSchema = z.strictObject({
  vectors: z.record(z.string(), singles),
  step: z.number().int().min(0)
})

/** What the thread is started with. `stepCounter` [1] on shared memory is set to the steps done after every call. */
export const threadStartSchema = z.strictObject({
  kind: engineKindSchema,
  recipe: recipeSchema,
  threads: count,
  state: engineStateSchema.nullable(),
  stepCounter: counter
})

export const engineOrderSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('train'), id, x: batches, y: batches, firstStep: z.number().int().min(0) }),
  z.strictObject({ kind: z.literal('predict'), id, x: batches, rows: count }),
  z.strictObject({ kind: z.literal('state'), id }),
  /** As it was before the last `train`. */
  z.strictObject({ kind: z.literal('state-before'), id }),
  z.strictObject({ kind: z.literal('restore'), id, state: engineStateSchema }),
  z.strictObject({ kind: z.literal('dispose'), id })
])

export const engineReportSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready'), name: z.string() }),
  z.strictObject({ kind: z.literal('not-ready'), error: errorDataSchema }),
  z.strictObject({ kind: z.literal('losses'), id, losses: singles }),
  z.strictObject({ kind: z.literal('reading'), id, reading: z.strictObject({ value: singles, deviation: singles.optional() }) }),
  z.strictObject({ kind: z.literal('state'), id, state: engineStateSchema }),
  z.strictObject({ kind: z.literal('done'), id }),
  z.strictObject({ kind: z.literal('failure'), id, error: errorDataSchema })
])

/** What a kernel's thread is started with. A compiled module and its memory are the host's own objects; both are shared. */
export const kernelThreadStartSchema = z.strictObject({
  kernel: z.strictObject({
    module: z.custom<object>((value) => typeof value === 'object' && value !== null),
    memory: z.custom<SharedMemory>(
      (value) => typeof value === 'object' && value !== null && Reflect.get(value, 'buffer') instanceof SharedArrayBuffer
    )
  }),
  part: count
})

export const kernelThreadReportSchema = z.strictObject({ kind: z.literal('ready') })

export type KernelThreadStart = z.infer<typeof kernelThreadStartSchema>
export type KernelThreadReport = z.infer<typeof kernelThreadReportSchema>
export type ThreadStart = z.infer<typeof threadStartSchema>
export type EngineOrder = z.infer<typeof engineOrderSchema>
export type EngineReport = z.infer<typeof engineReportSchema>
