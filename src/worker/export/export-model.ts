/** The trained network as files: written, reopened in onnxruntime, and compared with the network on fresh inputs. */
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
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
import { writeTogether } from '../write-together'

/** Responses that are compared, and how many of them stand in the file of test vectors. */
const COMPARED = 256
const WRITTEN = 8
const UNWRITTEN = { code: 'export-not-written', words: 'The file could not be written', remedy: 'Choose a folder that exists and that you may write to.' }

export interface ExportOptions {
  readonly recipe: Recipe
  readonly state: EngineState
  readonly summary: TrainingSummary
  /** Path of the model, which gets the ending .onnx where it has none; test vectors and page are written beside it, under its whole name. */
  readonly out: string
  /** Sharkfin's. */
  readonly version: string
}

/** @throws SharkfinError `checkpoint-mismatch`, `export-not-finite`, `export-not-written`, `export-name-taken` */
export async function exportModel({ recipe, state, summary, out, version }: ExportOptions): Promise<ExportResult> {
  checkState(state, stepLayout(modelOf(recipe), recipe.training).states)
  const numbers = readingVectors(modelOf(recipe), recipe.training, state)
  for (const vector of Object.values(numbers)) checkFinite(vector, state.step)
  const path = await modelPath(out)
  const story: ModelStory = { recipe, training: summary, version }
  const vectors = await testVectors(recipe, numbers, COMPARED)
  const beside = { vectors: `${path}.test-vectors.json`, page: `${path}.md` }
  const files = [
    { path, content: modelBytes(story, numbers) },
    { path: beside.vectors, content: vectorsJson(vectors, WRITTEN, portsOf(recipe)) },
    { path: beside.page, content: modelPage(story, { model: basename(path), vectors: basename(beside.vectors) }) }
  ]
  const found = await writeTogether(files, UNWRITTEN, ([model = '']) => compared(model, vectors, state.step))
  return { out: path, beside: [beside.vectors, beside.page], opset: OPSET, ...found }
}

/** The file reopened, its ports, and how far it is from the network. @throws SharkfinError `export-not-finite` */
async function compared(path: string, vectors: TestVectors, step: number): Promise<Pick<ExportResult, 'inputs' | 'outputs' | 'maxDifference'>> {
  const model = await openModel(path)
  try {
    const maxDifference = await largestDifference(model, vectors)
    if (!Number.isFinite(maxDifference)) throw notFinite('answers with numbers', step)
    const { inputs, outputs } = model.contents
    const copy = (value: FileValue) => ({ ...value, shape: [...value.shape] })
    return { inputs: inputs.map(copy), outputs: outputs.map(copy), maxDifference }
  } finally {
    await model.dispose()
  }
}

/** Nobody was asked about a file whose name was only completed here. @throws SharkfinError `export-name-taken` */
async function modelPath(out: string): Promise<string> {
  if (/\.onnx$/i.test(out)) return out
  const path = `${out}.onnx`
  if (!(await stat(path).catch(() => null))) return path
  throw new SharkfinError({
    code: 'export-name-taken',
    message: `A model has the ending .onnx, and there is a file "${basename(path)}" already.`,
    remedy: 'Choose another name, or this one with its ending to replace the file.',
    place: { file: path }
  })
}

function checkFinite(parameters: Float32Array, step: number): void {
  if (!parameters.every(Number.isFinite)) throw notFinite('has parameters', step)
}

function notFinite(what: string, step: number): SharkfinError {
  return new SharkfinError({
    code: 'export-not-finite',
    message: `The network ${what} that are not finite numbers after ${step} batches.`,
    remedy: 'Train it anew with a smaller learning rate.'
  })
}

async function largestDifference(model: OpenModel, { x, y, deviation, rows }: TestVectors): Promise<number> {
  const read = await model.predict(x, rows)
  const difference = (found: Float32Array, expected: Float64Array): number =>
    found.reduce((largest, value, index) => Math.max(largest, Math.abs(value - (expected[index] ?? NaN))), 0)
  return Math.max(difference(read.value, y), deviation ? difference(read.deviation ?? new Float32Array([NaN]), deviation) : 0)
}
