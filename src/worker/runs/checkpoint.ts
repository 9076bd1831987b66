/**
 * A run's checkpoint on disk, whole in itself: one line of JSON (recipe, story), then parameters, first and second moments as float32, then the SHA-256
 * of all before. Written beside and renamed, so that a reader sees the old one or the new one, never half of one.
 */
import { createHash } from 'node:crypto'
import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { SharkfinError } from '../../core/contract/errors'
import { metricsSchema } from '../../core/contract/run'
import { z } from '../../core/contract/zod'
import { keptRecipeSchema } from '../../core/recipe/migrate'
import type { Recipe } from '../../core/recipe/schema'
import type { EngineState } from '../engines/engine'

const headerSchema = z.strictObject({
  format: z.literal('sharkfin-checkpoint'),
  version: z.literal(1),
  parameters: z.number().int().positive(),
  step: z.number().int().min(0),
  recipe: keptRecipeSchema,
  story: z.strictObject({
    /** Seconds of training so far, and the loss of the first step, so that a resumed run tells its whole story. */
    seconds: z.number(),
    firstLoss: z.number().nullable(),
    lastLoss: z.number().nullable(),
    validationLoss: z.number().nullable(),
    metrics: metricsSchema.nullable()
  })
})

export type CheckpointStory = z.infer<typeof headerSchema>['story']

export interface Checkpoint {
  readonly recipe: Recipe
  readonly state: EngineState
  readonly story: CheckpointStory
}

const FILE = 'checkpoint.bin'
const DIGEST = 32

/** Writes the checkpoint of the run in `folder`, durable when the promise resolves. */
export async function writeCheckpoint(folder: string, { recipe, state, story }: Checkpoint): Promise<void> {
  const { parameters, firstMoment, secondMoment, step } = state
  const header = { format: 'sharkfin-checkpoint', version: 1, parameters: parameters.length, step, recipe, story }
  const parts = [Buffer.from(`${JSON.stringify(header)}\n`), ...[parameters, firstMoment, secondMoment].map(bytesOf)]
  const digest = createHash('sha256')
  for (const part of parts) digest.update(part)
  const path = join(folder, FILE)
  const file = await open(`${path}.new`, 'w')
  try {
    await file.writev([...parts, digest.digest()])
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
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
  const header = headerSchema.safeParse(JSON.parse(bytes.toString('utf8', 0, end)))
  if (!header.success) throw damaged()
  const { parameters: size, step, recipe, story } = header.data
  if (body.length !== end + 1 + 3 * 4 * size) throw damaged()
  const vector = (k: number): Float32Array<ArrayBuffer> => floatsOf(body.subarray(end + 1 + 4 * k * size, end + 1 + 4 * (k + 1) * size))
  const state = { parameters: vector(0), firstMoment: vector(1), secondMoment: vector(2), step }
  return { recipe, state, story }
}

function bytesOf(values: Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength)
}

/** A copy, since the file's bytes need not be aligned. */
function floatsOf(bytes: Buffer): Float32Array<ArrayBuffer> {
  const values = new Float32Array(bytes.length / 4)
  bytesOf(values).set(bytes)
  return values
}

function damaged(): SharkfinError {
  return new SharkfinError({
    code: 'checkpoint-damaged',
    message: 'The checkpoint of this run is damaged: its checksum does not match.',
    remedy: 'Start the run anew; the same recipe and seed give the same result.'
  })
}
