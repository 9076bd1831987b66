/**
 * The wire between the window and main. Window half: src/main/preload/index.ts exposes it as `window.sharkfin`,
 * host half: src/main/window/requests.ts. The window never names a path: files are granted by a drop, a dialog or
 * a paste, and are then known by a token.
 */
import { recipeSchema, simulationRecipeSchema, type Recipe } from '../recipe/schema'
import type { Answer } from './answers'
import { characterizeOptionsSchema, type Characterization, type ReadResult } from './characterization'
import { engineChoiceSchema } from './engine'
import type { ErrorData } from './errors'
import { NAME_LIMIT, type ExportedFile, type RunListing } from './listing'
import { mapOptionsSchema, type MapReading } from './map'
import type { RunHistory, RunSummary, TestResult } from './run'
import { sharedSchema } from '../recipe/shared-file'
import { structureSchema, type Structure } from '../recipe/structure'
import { analysisSchema, type AnalysisResult } from './structure'
import { DRAWN_LIMIT } from './worker'
import { z } from './zod'

const token = z.string().uuid()
/** As the store names it; part of a path. */
const run = z.uuid()
/** Runs of one request at most. */
const MOST_RUNS = 100_000
const fileName = z.string().regex(/^[^/\\\0]{1,120}$/)
const drawn = z.number().int().min(0).max(DRAWN_LIMIT)

/** The largest text that may be pasted, in characters. */
export const PASTE_LIMIT = 8 * 1024 * 1024

export const windowRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('start-page') }),
  /** With `paused` the run waits before its first batch for `step` or `go-on`. */
  z.strictObject({ kind: z.literal('train'), recipe: recipeSchema, engine: engineChoiceSchema, paused: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('pause'), run }),
  z.strictObject({ kind: z.literal('go-on'), run }),
  z.strictObject({ kind: z.literal('stop'), run }),
  /** One batch of a paused run. */
  z.strictObject({ kind: z.literal('step'), run }),
  /** The network of the run's last checkpoint. */
  z.strictObject({ kind: z.literal('network'), run }),
  /** The first samples that the recipe trains on, and the first that it holds out. */
  z.strictObject({ kind: z.literal('draw'), recipe: recipeSchema, training: drawn, heldOut: drawn }),
  /** With the engine the run was begun with, unless another is named. */
  z.strictObject({ kind: z.literal('resume'), run, engine: engineChoiceSchema.nullable() }),
  /** Every engine's state, and with `measure` its speed on the recipe's step. */
  z.strictObject({ kind: z.literal('engines'), recipe: recipeSchema, measure: z.boolean() }),
  z.strictObject({ kind: z.literal('samples'), recipe: recipeSchema, seed: z.number().int().min(0), count: z.number().int().min(1).max(64) }),
  z.strictObject({ kind: z.literal('open-file'), what: z.enum(['data', 'recipe']) }),
  /** What a file shares, or null where it is a table. */
  z.strictObject({ kind: z.literal('read-recipe'), file: token }),
  z.strictObject({ kind: z.literal('save-recipe'), name: fileName, shared: sharedSchema }),
  z.strictObject({ kind: z.literal('paste'), text: z.string().max(PASTE_LIMIT) }),
  /** Columns and sweeps alone, so that roles can be seen and changed. */
  z.strictObject({ kind: z.literal('read-file'), file: token, options: characterizeOptionsSchema }),
  z.strictObject({
    kind: z.literal('characterize'),
    file: token,
    options: characterizeOptionsSchema,
    /** The run whose network reads the file too, where it can. */
    run: run.nullable()
  }),
  /** Looks at the test set with the run's network; a second time it says the same, whatever was trained since. */
  z.strictObject({ kind: z.literal('reveal-test'), run }),
  z.strictObject({ kind: z.literal('read-points'), file: token }),
  z.strictObject({ kind: z.literal('read-structure'), file: token }),
  z.strictObject({ kind: z.literal('structure'), structure: structureSchema, analysis: analysisSchema }),
  /** A measured map, read with the recipe, and by the run's network where one is named. */
  z.strictObject({ kind: z.literal('map'), file: token, options: mapOptionsSchema, recipe: simulationRecipeSchema, run: run.nullable() }),
  z.strictObject({ kind: z.literal('export-model'), run }),
  z.strictObject({
    kind: z.literal('save'),
    name: fileName,
    content: z.union([z.string().max(64 * 1024 * 1024), z.instanceof(Uint8Array)])
  }),
  /** A file read by a run's network. */
  z.strictObject({ kind: z.literal('read-with'), file: token, run }),
  z.strictObject({ kind: z.literal('runs') }),
  z.strictObject({ kind: z.literal('run-history'), run }),
  /** The files that a run's model was exported to. */
  z.strictObject({ kind: z.literal('run-exports'), run }),
  /** The newest run of this very recipe. */
  z.strictObject({ kind: z.literal('run-of'), recipe: recipeSchema }),
  z.strictObject({ kind: z.literal('rename-run'), run, name: z.string().max(NAME_LIMIT) }),
  /** Out of the list; they can be brought back until the window is closed. */
  z.strictObject({ kind: z.literal('delete-runs'), runs: z.array(run).max(MOST_RUNS) }),
  z.strictObject({ kind: z.literal('restore-runs'), runs: z.array(run).max(MOST_RUNS) }),
  z.strictObject({ kind: z.literal('copy'), text: z.string().max(PASTE_LIMIT) })
])

/** A file that main has granted to this window. */
export interface GrantedFile {
  readonly token: string
  readonly name: string
}

/** All that the first picture needs, in one answer. */
export interface StartPage {
  readonly version: string
  /** The bundled ones, the lesson's first. */
  readonly recipes: readonly Recipe[]
  /** Bundled measured sweeps, granted and ready to be read. */
  readonly samples: readonly GrantedFile[]
  /** The newest run in the store, with its losses, or null at first start. */
  readonly lastRun: RunHistory | null
  /** A file named on the command line. */
  readonly file: GrantedFile | null
}

export interface WindowAnswers {
  'start-page': StartPage
  train: RunSummary
  pause: null
  'go-on': null
  stop: null
  step: null
  network: Answer<'network'>
  draw: Answer<'draw'>
  resume: RunSummary
  engines: Answer<'doctor'>
  samples: Answer<'samples'>
  'open-file': GrantedFile | null
  'read-recipe': Answer<'read-recipe'>
  'save-recipe': string | null
  paste: GrantedFile
  'read-file': ReadResult
  characterize: Characterization
  'reveal-test': TestResult
  'read-points': Answer<'read-points'>
  'read-structure': Structure
  structure: AnalysisResult
  map: MapReading
  'export-model': Answer<'export'> | null
  save: string | null
  'read-with': Answer<'read-with'>
  runs: readonly RunListing[]
  'run-history': RunHistory
  'run-exports': readonly ExportedFile[]
  'run-of': RunHistory | null
  'rename-run': null
  'delete-runs': null
  'restore-runs': null
  copy: null
}


/** Where each compute worker stands, for the status line. */
export interface WorkerStatus {
  readonly worker: 'training' | 'measurement'
  readonly state: 'absent' | 'starting' | 'idle' | 'busy' | 'ending' | 'gone'
  readonly pid: number | null
  /** One sentence when the worker ended unexpectedly: who, how, while doing what. */
  readonly story: string | null
}

export type WindowEvent =
  | { readonly kind: 'run'; readonly summary: RunSummary }
  | { readonly kind: 'worker'; readonly status: WorkerStatus }
  | { readonly kind: 'menu'; readonly command: 'open' | 'open-recipe' | 'save-recipe' | 'train' | 'export' }
  | { readonly kind: 'file'; readonly file: GrantedFile }

export type WindowRequest = z.infer<typeof windowRequestSchema>
export type WindowRequestKind = WindowRequest['kind']

/** Errors cross as data, since a thrown Error loses its code on the way. */
export type WindowReply<Kind extends WindowRequestKind> =
  | { readonly ok: true; readonly value: WindowAnswers[Kind] }
  | { readonly ok: false; readonly error: ErrorData }

/** `window.sharkfin`, as the preload script exposes it. */
export interface SharkfinBridge {
  request<Kind extends WindowRequestKind>(
    request: Extract<WindowRequest, { kind: Kind }>
  ): Promise<WindowReply<Kind>>
  /** Grants a file that the person dropped; only a real dropped file has a path. */
  grantDrop(file: unknown): Promise<WindowReply<'paste'>>
  onEvent(listener: (event: WindowEvent) => void): () => void
  /**
   * Progress arrives on a MessagePort, which main renews after a reload: the preload script posts it to the page as
   * `{ kind: 'sharkfin-progress-port' }` with the port in `event.ports[0]`.
   */
  readonly platform: string
}
