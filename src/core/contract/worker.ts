/**
 * The wire between main (host) and a compute worker. Host half: src/main/supervisor/compute-worker.ts,
 * worker half: src/worker/compute.ts. Requests carry an id and are answered once, by `answer` or `failure`.
 */
import { recipeSchema, simulationRecipeSchema } from '../recipe/schema'
import { characterizeOptionsSchema } from './characterization'
import { engineChoiceSchema } from './engine'
import { errorDataSchema } from './error-schema'
import { mapOptionsSchema } from './map'
import { runSummarySchema, validationPointSchema } from './run'
import { structureSchema } from '../recipe/structure'
import { analysisSchema } from './structure'
import { z } from './zod'

/** The worker says that it lives this often, in ms. */
export const HEARTBEAT_INTERVAL = 250
/** Without a word for this long, in ms, a worker is taken for hung. */
export const HEARTBEAT_DEADLINE = 5_000
/** Work that the worker's own thread does in one go: it may be silent for this long, in ms. */
export const SILENT_WORK_DEADLINE: Readonly<Record<string, number>> = {
  read: 60_000,
  characterize: 60_000,
  samples: 60_000,
  map: 60_000,
  test: 60_000,
  network: 60_000,
  draw: 60_000,
  export: 60_000,
  doctor: 60_000,
  simulate: 600_000,
  bench: 1_800_000,
  profile: 60_000,
  'read-points': 60_000,
  'read-recipe': 60_000,
  'read-with': 60_000,
  'read-structure': 60_000,
  structure: 120_000
}
/** A run that is not yet training compiles its equations and its step in one go each. */
export const SILENT_COMPILING_DEADLINE = 60_000
/** A worker must be ready this long after its start, and gone this long after it was told to end. */
export const START_DEADLINE = 15_000
export const END_DEADLINE = 3_000
/** While a run trains, its step counter in shared memory must move within this time, or the engine is taken for hung. */
export const STEP_DEADLINE = 60_000
/** A run that was told to stop ends its call, reads its held-out samples and writes its checkpoint; an engine that hangs does none of it. */
export const STOP_DEADLINE = 20_000

/** Samples that may be asked for at once, for a picture. */
export const DRAWN_LIMIT = 4096

/** A measurement: a granted path that the worker reads itself, or text that was pasted. */
export const sourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('path'), path: z.string(), name: z.string() }),
  z.strictObject({ kind: z.literal('text'), text: z.string(), name: z.string() })
])

const id = z.number().int()
const drawn = z.number().int().min(0).max(DRAWN_LIMIT)
const run = z.string()

export const workerRequestSchema = z.discriminatedUnion('kind', [
  /** Train from the start, or from the checkpoint in `folder` when `resume`. Answered when the run comes to rest. */
  z.strictObject({
    kind: z.literal('train'),
    id,
    run,
    recipe: recipeSchema,
    folder: z.string(),
    resume: z.boolean(),
    /** null: the engine that the checkpoint was made on. */
    engine: engineChoiceSchema.nullable(),
    /** Begins with a pause, for a person who goes step by step. */
    paused: z.boolean(),
    simulationThreads: z.number().int().min(0).max(256)
  }),
  z.strictObject({ kind: z.literal('read'), id, source: sourceSchema, options: characterizeOptionsSchema }),
  z.strictObject({
    kind: z.literal('characterize'),
    id,
    source: sourceSchema,
    options: characterizeOptionsSchema,
    /** A trained network: the folder of a run, or an exported model. */
    model: z.string().nullable(),
    /** Bundled recipes, for a file that says which of them simulated it. */
    recipes: z.array(simulationRecipeSchema)
  }),
  /** A measured map, read with a recipe whose observation has rows. */
  z.strictObject({
    kind: z.literal('map'),
    id,
    source: sourceSchema,
    options: mapOptionsSchema,
    /** null: that of the network. */
    recipe: simulationRecipeSchema.nullable(),
    /** A network that was trained on this recipe's maps: the folder of a run, or an exported model. */
    model: z.string().nullable()
  }),
  z.strictObject({
    kind: z.literal('simulate'),
    id,
    recipe: simulationRecipeSchema,
    count: z.number().int().min(1).max(1_000_000),
    seed: z.number().int().min(0),
    out: z.string()
  }),
  /** For a picture: a few simulated sweeps or maps, or a function with points on it. */
  z.strictObject({
    kind: z.literal('samples'),
    id,
    recipe: recipeSchema,
    count: z.number().int().min(1).max(64),
    seed: z.number().int().min(0)
  }),
  /** The network of a run's last checkpoint. */
  z.strictObject({ kind: z.literal('network'), id, folder: z.string() }),
  /** The first samples that a network is trained on, and the first that are held out. */
  z.strictObject({ kind: z.literal('draw'), id, recipe: recipeSchema, training: drawn, heldOut: drawn }),
  z.strictObject({ kind: z.literal('export'), id, folder: z.string(), out: z.string(), version: z.string() }),
  z.strictObject({
    kind: z.literal('bench'),
    id,
    names: z.array(z.string()).nullable(),
    /** The bundled recipes. */
    recipes: z.array(recipeSchema),
    /** A Python with JAX, for the yardstick; null leaves those rows out. */
    python: z.string().nullable(),
    resources: z.string()
  }),
  /** What the network of the checkpoint in `folder` reads from samples that neither training nor validation has drawn. */
  z.strictObject({ kind: z.literal('test'), id, folder: z.string() }),
  /** What a file shares, where it is meant as a recipe and not as a table. */
  z.strictObject({ kind: z.literal('read-recipe'), id, source: sourceSchema }),
  /** A file read by a trained network: the folder of a run, or an exported model. */
  z.strictObject({ kind: z.literal('read-with'), id, source: sourceSchema, model: z.string() }),
  /** A table of points from a file. */
  z.strictObject({ kind: z.literal('read-points'), id, source: sourceSchema }),
  /** A structure from a table of nodes and springs. */
  z.strictObject({ kind: z.literal('read-structure'), id, source: sourceSchema }),
  /** What is too long to be computed between two frames of the window. */
  z.strictObject({ kind: z.literal('structure'), id, structure: structureSchema, analysis: analysisSchema }),
  /** Where the time of the recipe's training step goes, on the fused kernel. */
  z.strictObject({ kind: z.literal('profile'), id, recipe: recipeSchema }),
  /** Every engine's state; with `measure`, each that is there trains some of the recipe's steps against the clock. */
  z.strictObject({ kind: z.literal('doctor'), id, recipe: recipeSchema, measure: z.boolean() })
])

/** Orders that are not answered; their effect shows in the run's state. `progress-port` carries the port itself. */
export const workerOrderSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pause'), run }),
  z.strictObject({ kind: z.literal('go-on'), run }),
  z.strictObject({ kind: z.literal('stop'), run }),
  /** One batch of a paused run. */
  z.strictObject({ kind: z.literal('step'), run }),
  z.strictObject({ kind: z.literal('progress-port') }),
  z.strictObject({ kind: z.literal('end') })
])

export const hostMessageSchema = z.union([workerRequestSchema, workerOrderSchema])

export const workerMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('heartbeat'), /** Of the run in training; null while none trains. */ step: z.number().nullable() }),
  z.object({ kind: z.literal('run'), summary: runSummarySchema }),
  /** Losses and validations since the last checkpoint, then the checkpoint that holds them all is on disk. */
  z.object({
    kind: z.literal('checkpoint'),
    run,
    batch: z.number().int(),
    firstStep: z.number().int(),
    losses: z.instanceof(Float32Array),
    validations: z.array(validationPointSchema)
  }),
  z.object({ kind: z.literal('answer'), id, value: z.unknown() }),
  z.object({ kind: z.literal('failure'), id, error: errorDataSchema })
])

export type MeasurementSource = z.infer<typeof sourceSchema>
export type WorkerRequest = z.infer<typeof workerRequestSchema>
export type WorkerOrder = z.infer<typeof workerOrderSchema>
export type HostMessage = z.infer<typeof hostMessageSchema>
export type WorkerMessage = z.infer<typeof workerMessageSchema>
