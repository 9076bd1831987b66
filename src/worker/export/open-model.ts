/** An exported model opened again: its network, and the recipe it was trained with. */
import { readFile, stat } from 'node:fs/promises'
import { SharkfinError } from '../../core/contract/errors'
import { portsOf } from '../../core/recipe/ports'
import { readModelFile } from '../../core/compile/3-emit/onnx/read'
import { lossRule } from '../../core/network/losses'
import type { Reading } from '../../core/network/losses/rule'
import type { FileContents } from '../../core/compile/3-emit/onnx/read'
import { createSession, float32Result, float32Tensor } from '../engines/session'
import { readMetadata } from './metadata'
import type { ModelStory } from './metadata'
import { DEVIATION } from './model-file'

const LARGEST_FILE = 512 * 1024 * 1024

export interface OpenModel extends ModelStory {
  readonly contents: FileContents
  /**
   * @param x [rows, bins]
   * @returns [rows, outputs] each, in the recipe's order and units
   */
  predict(x: Float32Array, rows: number): Promise<Reading<Float32Array<ArrayBuffer>>>
  dispose(): Promise<void>
}

const unreadable = (file: string, why: string): SharkfinError =>
  new SharkfinError({
    code: 'model-unreadable',
    message: `The file is not a model that Sharkfin can read: ${why}.`,
    remedy: 'Choose an ONNX file that Sharkfin exported.',
    place: { file }
  })

/** @throws SharkfinError `model-unreadable`, naming the file and what is wrong with it */
export async function openModel(path: string): Promise<OpenModel> {
  const bytes = await readBounded(path)
  const contents = attempt(path, 'it is no ONNX file', () => readModelFile(bytes))
  const story = attempt(path, 'its metadata holds no recipe of Sharkfin', () => readMetadata(contents.metadata))
  checkPorts(path, contents, story)
  const session = await createSession(bytes, 1).catch(() => {
    throw unreadable(path, 'onnxruntime refuses its graph')
  })
  const { inputs, shape, input, output } = portsOf(story.recipe)
  const predict = async (x: Float32Array, rows: number): Promise<Reading<Float32Array<ArrayBuffer>>> => {
    if (x.length !== rows * inputs) throw new Error(`${x.length} numbers are not ${rows} rows of ${inputs}`)
    const results = await session.run({ [input]: float32Tensor(x, [rows, ...shape]) })
    const deviation = contents.outputs.length > 1 ? { deviation: float32Result(results, DEVIATION) } : {}
    return { value: float32Result(results, output), ...deviation }
  }
  return {
    ...story,
    contents,
    predict,
    dispose: () => session.release()
  }
}

async function readBounded(path: string): Promise<Uint8Array> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) throw unreadable(path, 'there is no such file')
  if (found.size > LARGEST_FILE) throw unreadable(path, `it is larger than ${LARGEST_FILE / 1024 / 1024} MiB`)
  return readFile(path)
}

function attempt<Result>(path: string, why: string, read: () => Result): Result {
  try {
    return read()
  } catch {
    throw unreadable(path, why)
  }
}

/** A file from elsewhere may claim a recipe that does not fit its graph. */
function checkPorts(path: string, { inputs, outputs, refersToOtherFiles }: FileContents, { recipe }: ModelStory): void {
  const [input, output, deviation] = [inputs[0], outputs[0], outputs[1]]
  const ports = portsOf(recipe)
  const fits =
    inputs.length === 1 &&
    outputs.length === lossRule(recipe.training.loss).outputsPerTarget &&
    input?.name === ports.input &&
    output?.name === ports.output &&
    ports.shape.every((size, axis) => input.shape[axis + 1] === size) &&
    output.shape[1] === ports.outputs &&
    (!deviation || (deviation.name === DEVIATION && deviation.shape[1] === ports.outputs))
  if (!fits) throw unreadable(path, 'its inputs and outputs are not those of its recipe')
  if (refersToOtherFiles) throw unreadable(path, 'its numbers lie in other files')
}
