/** What a compute worker answers, by the kind of the request; main checks each against its schema. */
import { characterizationSchema, readResultSchema } from './characterization'
import { engineReportSchema } from './engine'
import { runSummarySchema } from './run'
import { z } from './zod'

/** Simulated sweeps for a picture: what is observed at every step. */
export const sampleSweepsSchema = z.object({
  /** Time and omega at every stored step [steps], dimensionless. */
  time: z.instanceof(Float32Array),
  omega: z.instanceof(Float32Array),
  /** What is observed, in symbols: |z|. */
  quantity: z.string(),
  sweeps: z.array(
    z.object({
      parameters: z.record(z.string(), z.number()),
      observed: z.instanceof(Float32Array)
    })
  )
})

export const simulateResultSchema = z.object({ samples: z.number().int(), seconds: z.number(), out: z.string() })

const tensorDescriptionSchema = z.object({
  name: z.string(),
  shape: z.array(z.union([z.number().int(), z.string()])),
  description: z.string()
})

export const exportResultSchema = z.object({
  out: z.string(),
  /** Files written beside the model: test vectors and a page of code. */
  beside: z.array(z.string()),
  opset: z.number().int(),
  inputs: z.array(tensorDescriptionSchema),
  outputs: z.array(tensorDescriptionSchema),
  /** Largest |difference| between the reopened file and the trained network on fresh inputs, in output units. */
  maxDifference: z.number()
})

/** One row of `bench`: our median, and the peer's measured in alternation in the same run; ratio = peer / ours. */
export const benchRowSchema = z.object({
  median: z.number(),
  unit: z.string(),
  ratio: z.number().nullable(),
  against: z.string().nullable(),
  peerMedian: z.number().nullable(),
  note: z.string().optional()
})
export const benchResultSchema = z.record(z.string(), benchRowSchema)

export const doctorResultSchema = z.object({ engines: z.array(engineReportSchema) })

export const answerSchemas = {
  train: runSummarySchema,
  read: readResultSchema,
  characterize: characterizationSchema,
  simulate: simulateResultSchema,
  'sample-sweeps': sampleSweepsSchema,
  export: exportResultSchema,
  bench: benchResultSchema,
  doctor: doctorResultSchema
} as const

export type RequestKind = keyof typeof answerSchemas
export type Answer<Kind extends RequestKind> = z.infer<(typeof answerSchemas)[Kind]>
export type SampleSweeps = z.infer<typeof sampleSweepsSchema>
export type ExportResult = z.infer<typeof exportResultSchema>
export type BenchResult = z.infer<typeof benchResultSchema>
export type BenchRow = z.infer<typeof benchRowSchema>
export type DoctorResult = z.infer<typeof doctorResultSchema>
