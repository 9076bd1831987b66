/** Samples for pictures: what was drawn for each, and what the network sees of it. */
import type { Simulator } from '../../core/dynamics/simulator'

export interface DrawnSample {
  readonly parameters: Record<string, number>
  /** The same, in the order of the columns of y. */
  readonly values: Float32Array
  /** [inputs] with noise */
  readonly seen: Float32Array<ArrayBuffer>
}

/** The first `count` of the stream of samples, which neither training nor validation uses. */
export function drawSamples({ parameters, inputs, fill }: Simulator, count: number): readonly DrawnSample[] {
  const width = parameters.length
  const y = new Float32Array(count * width)
  const x = new Float32Array(count * inputs)
  fill({ kind: 'sample', batch: 0, first: 0, count }, x, y)
  return Array.from({ length: count }, (_, k) => {
    const values = y.slice(k * width, (k + 1) * width)
    const named = Object.fromEntries(parameters.map((name, p) => [name, values[p] ?? NaN]))
    return { parameters: named, values, seen: x.slice(k * inputs, (k + 1) * inputs) }
  })
}
