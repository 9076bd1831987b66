/** Samples of a function: variables drawn from their priors, and its values there, with noise where the recipe has some. */
import { createDraw } from '../dynamics/draw'
import { instantiate } from '../dynamics/kernel/web-assembly'
import { drawStreams } from '../random/draw'
import { createNoise } from '../random/noise'
import type { FunctionTarget } from '../recipe/function'
import { CAPACITY } from './function-kernel'
import type { FunctionKernel } from './function-kernel'
import type { SampleSource } from './source'

interface FunctionExports {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly run: (bytes: number) => void
}

/** @param seed unsigned 32-bit integer */
export function functionSource({ inputs, outputs, noise }: FunctionTarget, seed: number, { bytes }: FunctionKernel): SampleSource {
  const { memory, run } = instantiate<FunctionExports>(bytes)
  const [variables, values] = [inputs.length, outputs.length]
  const columns = new Float32Array(memory.buffer, 0, (variables + values) * CAPACITY)
  const draw = createDraw(inputs, drawStreams(seed, 'prior'))
  const addNoise = createNoise(noise, values, seed)
  const evaluate = (x: Float32Array, y: Float32Array, from: number, count: number): void => {
    for (let sample = 0; sample < count; sample++) {
      for (let k = 0; k < variables; k++) columns[k * CAPACITY + sample] = x[(from + sample) * variables + k] ?? NaN
    }
    run(4 * count)
    for (let sample = 0; sample < count; sample++) {
      for (let k = 0; k < values; k++) y[(from + sample) * values + k] = columns[(variables + k) * CAPACITY + sample] ?? NaN
    }
  }
  return {
    inputs: variables,
    outputs: values,
    fill: (range, x, y) => {
      draw(range, x)
      for (let from = 0; from < range.count; from += CAPACITY) evaluate(x, y, from, Math.min(CAPACITY, range.count - from))
      addNoise(range, y)
    }
  }
}
