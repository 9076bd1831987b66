/** What a compute worker answers, by the kind of the request; main checks each against its schema. */
import { characterizationSchema, readResultSchema, skippedSchema } from './characterization'
import { engineReportSchema } from './engine'
import { mapReadingSchema } from './map'
import { modelReadingSchema } from './model'
import { runSummarySchema, testResultSchema } from './run'
import { sharedSchema } from '../recipe/shared-file'
import { structureSchema } from '../recipe/structure'
import { analysisResultSchema } from './structure'
import { z } from './zod'

const floats = z.instanceof(Float32Array)

/** Simulated sweeps for a picture: what is observed at every step. */
export const sampleSweepsSchema = z.object({
  kind: z.literal('sweeps'),
  /** Time and omega at every stored step [steps], dimensionless. */
  time: floats,
  omega: floats,
  /** What is observed, in symbols: |z|. */
  quantity: z.string(),
  sweeps: z.array(
    z.object({
      /** What was drawn for it. */
      parameters: z.record(z.string(), z.number()),
      observed: floats
    })
  )
})

const axisSchema = z.object({ name: z.string(), unit: z.string(), from: z.number(), to: z.number(), count: z.number().int() })

/** Simulated maps as the network sees them. */
export const sampleMapsSchema = z.object({
  kind: z.literal('maps'),
  quantity: z.string(),
  /** Of rows and of columns: evenly spaced values. */
  axes: z.tuple([axisSchema, axisSchema]),
  maps: z.array(
    z.object({
      /** What was drawn for it. */
      parameters: z.record(z.string(), z.number()),
      /** [rows, columns] with noise, and without. */
      seen: floats,
      plain: floats
    })
  )
})

/** A function for a picture, along its first variable. */
export const sampleFunctionSchema = z.object({
  kind: z.literal('function'),
  variable: z.object({
    name: z.string(),
    unit: z.string(),
    /** [points], somewhat further than it is drawn. */
    values: floats,
    /** Where it is drawn: of a normal prior, the middle. */
    drawn: z.tuple([z.number(), z.number()])
  }),
  /** The other variables, held at their medians. */
  held: z.record(z.string(), z.number()),
  curves: z.array(
    z.object({
      name: z.string(),
      unit: z.string(),
      /** [points] without noise. */
      values: floats,
      /** [samples] with noise, as the network gets them at `samples`; empty where other variables were drawn too. */
      drawn: floats
    })
  ),
  /** [samples] the variable as it was drawn. */
  samples: floats
})

export const samplesSchema = z.discriminatedUnion('kind', [sampleSweepsSchema, sampleMapsSchema, sampleFunctionSchema])

/** The vectors that a reading takes, as `core/network/reading` names them, after `step` batches. */
export const networkResultSchema = z.object({ step: z.number().int().min(0), vectors: z.record(z.string(), floats) })

/** Inputs x [samples, inputs] and targets y [samples, targets], in their units. */
const drawnSchema = z.object({ x: floats, y: floats })
export const drawResultSchema = z.object({ training: drawnSchema, heldOut: drawnSchema })

/** A file as something to fit: a table with its columns as they stand in the file. */
export const pointsResultSchema = z.object({
  file: z.string(),
  rows: z.number().int(),
  lines: z.instanceof(Uint32Array),
  columns: z.array(z.object({ name: z.string(), unit: z.string(), numbers: z.instanceof(Float64Array), words: z.array(z.string()).nullable() })),
  skipped: z.array(skippedSchema)
})

/** null: the file is no recipe, nor meant as one. */
export const recipeFileSchema = sharedSchema.nullable()

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

/** One kernel of a training step: what it does, the time of one call, and its speed where it is a product of matrices. */
export const profileRowSchema = z.object({ kernel: z.string(), microseconds: z.number(), gigaflops: z.number() })
export const profileResultSchema = z.object({ kernels: z.array(profileRowSchema) })

export const doctorResultSchema = z.object({ engines: z.array(engineReportSchema) })

export const answerSchemas = {
  train: runSummarySchema,
  read: readResultSchema,
  characterize: characterizationSchema,
  simulate: simulateResultSchema,
  samples: samplesSchema,
  network: networkResultSchema,
  draw: drawResultSchema,
  map: mapReadingSchema,
  'read-with': modelReadingSchema,
  export: exportResultSchema,
  test: testResultSchema,
  bench: benchResultSchema,
  profile: profileResultSchema,
  doctor: doctorResultSchema,
  'read-points': pointsResultSchema,
  'read-recipe': recipeFileSchema,
  'read-structure': structureSchema,
  structure: analysisResultSchema
} as const

export type RequestKind = keyof typeof answerSchemas
export type Answer<Kind extends RequestKind> = z.infer<(typeof answerSchemas)[Kind]>
export type Samples = z.infer<typeof samplesSchema>
export type SampleSweeps = z.infer<typeof sampleSweepsSchema>
export type SampleMaps = z.infer<typeof sampleMapsSchema>
export type SampleFunction = z.infer<typeof sampleFunctionSchema>
export type PointsResult = z.infer<typeof pointsResultSchema>
export type DrawResult = z.infer<typeof drawResultSchema>
export type NetworkResult = z.infer<typeof networkResultSchema>
export type ExportResult = z.infer<typeof exportResultSchema>
export type BenchResult = z.infer<typeof benchResultSchema>
export type BenchRow = z.infer<typeof benchRowSchema>
export type ProfileRow = z.infer<typeof profileRowSchema>
export type DoctorResult = z.infer<typeof doctorResultSchema>
