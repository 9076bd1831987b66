/** Fresh samples and what the trained network makes of them, computed apart from the file that is checked. */
import { SharkfinError } from '../../core/contract/errors'
import { evaluate } from '../../core/network/evaluate'
import { modelOf } from '../../core/network/model'
import type { Vectors } from '../../core/network/state'
import { createNoise } from '../../core/random/noise'
import { portsOf, type Ports } from '../../core/recipe/ports'
import type { Recipe } from '../../core/recipe/schema'
import { createSamples } from '../samples/open'
import { DEVIATION } from './model-file'

/** A batch of samples that nothing else draws. */
const FRESH_BATCH = 0xe4_9057

export interface TestVectors {
  readonly rows: number
  /** [rows, inputs] */
  readonly x: Float32Array
  /** [rows, outputs] of the network, in plain double precision */
  readonly y: Float64Array
  /** Their deviations, where the network predicts some. */
  readonly deviation: Float64Array | null
}

export async function testVectors(recipe: Recipe, vectors: Vectors<Float32Array>, rows: number): Promise<TestVectors> {
  const x = await freshInputs(recipe, rows)
  const { value, deviation = null } = evaluate(modelOf(recipe), vectors, x, rows)
  return { rows, x, y: value, deviation }
}

/** Samples; Gaussian noise in the place of pictures whose folder is not what it was, since the network is there all the same. */
async function freshInputs(recipe: Recipe, rows: number): Promise<Float32Array> {
  const { inputs, outputs } = portsOf(recipe)
  const x = new Float32Array(rows * inputs)
  const range = { kind: 'sample', batch: FRESH_BATCH, first: 0, count: rows } as const
  try {
    const { fill } = await createSamples(recipe)
    fill(range, x, new Float32Array(rows * outputs))
  } catch (thrown) {
    if (recipe.kind !== 'pictures' || !(thrown instanceof SharkfinError)) throw thrown
    createNoise(1, inputs, recipe.training.seed)(range, x)
  }
  return x
}

/** The first `rows` as JSON whose arrays are nested as the tensors are. */
export function vectorsJson({ rows, x, y, deviation }: TestVectors, shown: number, { input, output, shape }: Pick<Ports, 'input' | 'output' | 'shape'>): string {
  const first = (numbers: Float32Array | Float64Array, of: readonly number[]): Nested[] => {
    const width = numbers.length / rows
    return Array.from({ length: Math.min(shown, rows) }, (_, row) => nested(Array.from(numbers.subarray(row * width, (row + 1) * width)), of))
  }
  return `${JSON.stringify({ [input]: first(x, shape), [output]: first(y, []), ...(deviation ? { [DEVIATION]: first(deviation, []) } : {}) })}\n`
}

type Nested = number | readonly Nested[]

/** A flat list as lists of lists, the last axis innermost. */
function nested(values: readonly number[], [length, ...inner]: readonly number[]): Nested {
  if (length === undefined || inner.length === 0) return values
  const size = values.length / length
  return Array.from({ length }, (_, k) => nested(values.slice(k * size, (k + 1) * size), inner))
}
