/** Fresh samples and what the trained network makes of them, computed apart from the file that is checked. */
import { evaluate } from '../../core/network/evaluate'
import { modelOf } from '../../core/network/model'
import type { Vectors } from '../../core/network/state'
import type { Ports } from '../../core/recipe/ports'
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
  const { inputs, outputs, fill } = await createSamples(recipe)
  const x = new Float32Array(rows * inputs)
  const truth = new Float32Array(rows * outputs)
  fill({ kind: 'sample', batch: FRESH_BATCH, first: 0, count: rows }, x, truth)
  const { value, deviation = null } = evaluate(modelOf(recipe), vectors, x, rows)
  return { rows, x, y: value, deviation }
}

/** The first `rows` as JSON whose arrays are nested as the tensors are. */
export function vectorsJson({ rows, x, y, deviation }: TestVectors, shown: number, { input, output }: Pick<Ports, 'input' | 'output'>): string {
  const split = (numbers: Float32Array | Float64Array): number[][] => {
    const width = numbers.length / rows
    return Array.from({ length: Math.min(shown, rows) }, (_, row) =>
      Array.from(numbers.subarray(row * width, (row + 1) * width))
    )
  }
  return `${JSON.stringify({ [input]: split(x), [output]: split(y), ...(deviation ? { [DEVIATION]: split(deviation) } : {}) })}\n`
}
