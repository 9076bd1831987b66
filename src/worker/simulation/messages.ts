/** The wire between pool.ts and thread.ts. Arrays lie on shared memory and are sent once, at the start. */
import { DRAW_KINDS } from '../../core/random/draw'
import { z } from '../../core/contract/zod'
import { recipeSchema } from '../../core/recipe/schema'
import type { SampleProgram } from '../../core/samples/program'

const shared = z.custom<Float32Array>(
  (value) => value instanceof Float32Array && value.buffer instanceof SharedArrayBuffer
)

const index = z.number().int().min(0)

/** What a thread is started with. The program comes from our own compiler in the same process. */
export const threadStartSchema = z.object({
  recipe: recipeSchema,
  seed: index,
  kind: z.enum(DRAW_KINDS),
  program: z.custom<SampleProgram>((value) => typeof value === 'object' && value !== null && 'kind' in value),
  /** x [batches a slot x batch, inputs] and y [batches a slot x batch, outputs] */
  slots: z.array(z.object({ x: shared, y: shared }))
})

/** Host to thread: fill `slot` with so many batches from `firstBatch` on. */
export const fillSchema = z.object({ type: z.literal('fill'), slot: index, firstBatch: index, batches: index.positive() })

/** Thread to host. */
export const threadReportSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('filled'), slot: index, firstBatch: index })
])

export type ThreadStart = z.infer<typeof threadStartSchema>
export type FillMessage = z.infer<typeof fillSchema>
export type ThreadReport = z.infer<typeof threadReportSchema>
