/** Fresh responses and what the trained network makes of them, computed apart from the file that is checked. */
import { createSimulator } from '../../core/dynamics/create-simulator'
import { evaluate } from '../../core/network/evaluate'
import { modelOf } from '../../core/network/model'
import type { Recipe } from '../../core/recipe/schema'

/** A batch of samples that nothing else draws. */
const FRESH_BATCH = 0xe4_9057

export interface TestVectors {
  readonly rows: number
  /** [rows, bins] */
  readonly x: Float32Array
  /** [rows, parameters] of the network, in plain double precision */
  readonly y: Float64Array
}

export async function testVectors(recipe: Recipe, parameters: Float32Array, rows: number): Promise<TestVectors> {
  const simulator = await createSimulator(recipe)
  const x = new Float32Array(rows * simulator.bins)
  const truth = new Float32Array(rows * simulator.parameters.length)
  simulator.fill({ kind: 'sample', batch: FRESH_BATCH, first: 0, count: rows }, x, truth)
  return { rows, x, y: evaluate(modelOf(recipe), parameters, x, rows) }
}

/** The first `rows` as JSON whose arrays are nested as the tensors are. */
export function vectorsJson({ rows, x, y }: TestVectors, shown: number): string {
  const split = (numbers: Float32Array | Float64Array): number[][] => {
    const width = numbers.length / rows
    return Array.from({ length: Math.min(shown, rows) }, (_, row) =>
      Array.from(numbers.subarray(row * width, (row + 1) * width))
    )
  }
  return `${JSON.stringify({ response: split(x), parameters: split(y) })}\n`
}
