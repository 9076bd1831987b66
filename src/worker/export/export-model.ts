/** The trained network as files: written, reopened in onnxruntime, and compared with the network on fresh inputs. */
import { rename, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import type { ExportResult } from '../../core/contract/answers'
import { SharkfinError } from '../../core/contract/errors'
import { portsOf } from '../../core/recipe/ports'
import { OPSET } from '../../core/compile/3-emit/onnx/model'
import type { FileValue } from '../../core/compile/3-emit/onnx/read'
import { modelOf } from '../../core/network/model'
import { readingVectors } from '../../core/network/reading'
import { stepLayout } from '../../core/network/step'
import type { Recipe } from '../../core/recipe/schema'
import { checkState } from '../engines/engine'
import type { EngineState } from '../engines/engine'
import type { ModelStory, TrainingSummary } from './metadata'
import { modelBytes } from './model-file'
import { openModel } from './open-model'
import type { OpenModel } from './open-model'
import { modelPage } from './page'
import { testVectors, vectorsJson } from './test-vectors'
import type { TestVectors } from './test-vectors'

/** Responses that are compared, and how many of them stand in the file of test vectors. */
const COMPARED = 256
const WRITTEN = 8

export interface ExportOptions {
  readonly recipe: Recipe
  readonly state: EngineState
  readonly summary: TrainingSummary
  /** Path of the .onnx file; test vectors and page are written beside it. */
  readonly out: string
  /** Sharkfin's. */
  readonly version: string
}

/** @throws SharkfinError `checkpoint-mismatch`, `export-not-finite`, `export-not-written` */
export async function exportModel({ recipe, state, summary, out, version }: ExportOptions): Promise<ExportResult> {
  checkState(state, stepLayout(modelOf(recipe), recipe.training).states)
  const numbers = readingVectors(modelOf(recipe), recipe.training, state)
  for (const vector of Object.values(numbers)) checkFinite(vector, state.step)
  const story: ModelStory = { recipe, training: summary, version }
  const vectors = await testVectors(recipe, numbers, COMPARED)
  const beside = { vectors: sibling(out, '.test-vectors.json'), page: sibling(out, '.md') }
  const files = { model: basename(out), vectors: basename(beside.vectors) }
  await writeWhole(out, modelBytes(story, numbers))
  await writeWhole(beside.vectors, vectorsJson(vectors, WRITTEN, portsOf(recipe)))
  await writeWhole(beside.page, modelPage(story, files))
  const model = await openModel(out)
  const maxDifference = await largestDifference(model, vectors)
  await model.dispose()
  const { inputs, outputs } = model.contents
  const copy = (value: FileValue) => ({ ...value, shape: [...value.shape] })
  return {
    out,
    beside: [beside.vectors, beside.page],
    opset: OPSET,
    inputs: inputs.map(copy),
    outputs: outputs.map(copy),
    maxDifference
  }
}

function checkFinite(parameters: Float32Array, step: number): void {
  if (parameters.every(Number.isFinite)) return
  throw new SharkfinError({
    code: 'export-not-finite',
    message: `The network has parameters that are not finite numbers after ${step} batches.`,
    remedy: 'Train it anew with a smaller learning rate.'
  })
}

/** Beside `model.onnx`, `model.md`. */
function sibling(out: string, ending: string): string {
  return join(dirname(out), `${basename(out, extname(out))}${ending}`)
}

/** Never leaves half a file behind under the name that was asked for. */
async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const part = `${path}.part`
  try {
    await writeFile(part, content)
    await rename(part, path)
  } catch (thrown) {
    throw new SharkfinError({
      code: 'export-not-written',
      message: `The file could not be written: ${thrown instanceof Error ? thrown.message : String(thrown)}.`,
      remedy: 'Choose a folder that exists and that you may write to.',
      place: { file: path }
    })
  }
}

async function largestDifference(model: OpenModel, { x, y, deviation, rows }: TestVectors): Promise<number> {
  const read = await model.predict(x, rows)
  const difference = (found: Float32Array, expected: Float64Array): number =>
    found.reduce((largest, value, index) => Math.max(largest, Math.abs(value - (expected[index] ?? NaN))), 0)
  return Math.max(difference(read.value, y), deviation ? difference(read.deviation ?? new Float32Array([NaN]), deviation) : 0)
}
