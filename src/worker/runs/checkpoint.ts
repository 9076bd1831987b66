/**
 * A run's checkpoint on disk, whole in itself: one line of JSON (recipe, story, names and lengths of the vectors), then
 * the vectors as float32, then the SHA-256 of all before. Written beside and renamed, so that a reader sees the old one
 * or the new one, never half of one.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runEngineSchema, type RunEngine } from '../../core/contract/engine'
import { SharkfinError } from '../../core/contract/errors'
import { metricsSchema, type Metrics } from '../../core/contract/run'
import { z } from '../../core/contract/zod'
import { keptRecipeSchema } from '../../core/recipe/migrate'
import type { Recipe } from '../../core/recipe/schema'
import type { EngineState } from '../engines/engine'
import { writeTogether } from '../write-together'
import { withBest, type Best } from './early-stopping'

const vectorSchema = z.strictObject({ name: z.string(), size: z.number().int().positive() })

const headerSchema = z.strictObject({
  format: z.literal('sharkfin-checkpoint'),
  version: z.literal(2),
  /** In the order in which their numbers stand. */
  vectors: z.array(vectorSchema),
  step: z.number().int().min(0),
  recipe: keptRecipeSchema,
  /** Checkpoints from before there was a choice come from onnxruntime's processor engine. */
  engine: runEngineSchema.default({ choice: 'cpu', kind: 'cpu', name: 'onnxruntime cpu, 1 thread', why: '' }),
  story: z.strictObject({
    /** Seconds of training so far, and the loss of the first step, so that a resumed run tells its whole story. */
    seconds: z.number(),
    firstLoss: z.number().nullable(),
    lastLoss: z.number().nullable(),
    validationLoss: z.number().nullable(),
    metrics: metricsSchema.nullable()
  }),
  /** Early stopping's best weights: their vectors stand behind the others, under names that begin with `best.`. */
  best: z
    .strictObject({ step: z.number().int().min(0), loss: z.number(), waited: z.number().int().min(0), metrics: metricsSchema })
    .nullable()
    .default(null)
})

export type CheckpointStory = z.infer<typeof headerSchema>['story']

export interface Checkpoint {
  readonly recipe: Recipe
  /** What made it; going on elsewhere gives other bits. */
  readonly engine: RunEngine
  readonly state: EngineState
  readonly story: CheckpointStory
  readonly best?: Best
}

const BEST = 'best.'
const FILE = 'checkpoint.bin'
const DIGEST = 32
const UNWRITTEN = {
  code: 'checkpoint-unwritten',
  words: 'The checkpoint could not be written',
  remedy: 'Make room on the disk, or see that the folder may be written, and let the run go on from its last checkpoint.'
}

/** Version 1 knew Adam alone, and counted the parameters. */
const firstHeaderSchema = z
  .looseObject({ format: z.literal('sharkfin-checkpoint'), version: z.literal(1), parameters: z.number() })
  .transform(({ parameters: size, ...rest }) => ({
    ...rest,
    version: 2,
    vectors: ['parameters', 'firstMoment', 'secondMoment'].map((name) => ({ name, size }))
  }))
  .pipe(headerSchema)

/** Writes the checkpoint of the run in `folder`, durable when the promise resolves. @throws SharkfinError `checkpoint-unwritten` */
export async function writeCheckpoint(folder: string, { recipe, engine, state, story, best }: Checkpoint): Promise<void> {
  const { step } = state
  const kept = Object.entries(best?.state.vectors ?? {}).map(([name, vector]) => [`${BEST}${name}`, vector] as const)
  const vectors = [...Object.entries(state.vectors), ...kept]
  const header = {
    format: 'sharkfin-checkpoint',
    version: 2,
    vectors: vectors.map(([name, { length: size }]) => ({ name, size })),
    step,
    recipe,
    engine,
    story,
    best: best ? { step: best.state.step, loss: best.loss, waited: best.waited, metrics: best.metrics } : null
  }
  const parts = [Buffer.from(`${JSON.stringify(header)}\n`), ...vectors.map(([, vector]) => bytesOf(vector))]
  const digest = createHash('sha256')
  for (const part of parts) digest.update(part)
  const file = { path: join(folder, FILE), content: Buffer.concat([...parts, digest.digest()]) }
  await writeTogether([file], UNWRITTEN, async () => {})
}

/**
 * Reads the checkpoint of the run in `folder`.
 * @throws SharkfinError `checkpoint-missing`, `checkpoint-damaged`
 */
export async function readCheckpoint(folder: string): Promise<Checkpoint> {
  const bytes = await readFile(join(folder, FILE)).catch(() => {
    throw new SharkfinError({
      code: 'checkpoint-missing',
      message: 'This run has no checkpoint yet.',
      remedy: 'Train it for a second or more, or start it anew.'
    })
  })
  const end = bytes.indexOf(10)
  const body = bytes.subarray(0, bytes.length - DIGEST)
  const intact = end > 0 && createHash('sha256').update(body).digest().equals(bytes.subarray(bytes.length - DIGEST))
  if (!intact) throw damaged()
  const header = z.union([headerSchema, firstHeaderSchema]).safeParse(JSON.parse(bytes.toString('utf8', 0, end)))
  if (!header.success) throw damaged()
  const { vectors: layout, step, recipe, engine, story, best } = header.data
  const numbers = floatsOf(body.subarray(end + 1))
  if (numbers.length !== layout.reduce((sum, { size }) => sum + size, 0)) throw damaged()
  let next = 0
  const vectors = layout.map(({ name, size }) => [name, numbers.slice(next, (next += size))] as const)
  const own = vectors.filter(([name]) => !name.startsWith(BEST))
  const kept = vectors.flatMap(([name, vector]) => (name.startsWith(BEST) ? [[name.slice(BEST.length), vector] as const] : []))
  const state = { vectors: Object.fromEntries(own), step }
  if (!best) return { recipe, engine, state, story }
  const { loss, waited, metrics } = best
  return { recipe, engine, state, story, best: { loss, waited, metrics, state: { vectors: Object.fromEntries(kept), step: best.step } } }
}

/** Of the weights that are read. */
export function readingMetrics({ story, best }: Checkpoint): Metrics | null {
  return best?.metrics ?? story.metrics
}

/** What is read and exported: with early stopping on, the best weights. */
export function readingOf({ state, best }: Checkpoint): EngineState {
  return withBest(state, best ?? null)
}

function bytesOf(values: Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength)
}

/** A copy, since the file's bytes need not be aligned. */
function floatsOf(bytes: Buffer): Float32Array<ArrayBuffer> {
  const values = new Float32Array(Math.floor(bytes.length / 4))
  bytesOf(values).set(bytes.subarray(0, 4 * values.length))
  return values
}

function damaged(): SharkfinError {
  return new SharkfinError({
    code: 'checkpoint-damaged',
    message: 'The checkpoint of this run is damaged: its checksum does not match.',
    remedy: 'Start the run anew; the same recipe and seed give the same result.'
  })
}
