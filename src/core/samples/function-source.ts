/** Samples of a function: variables drawn evenly from their ranges, and its value there, with noise where the recipe has some. */
import { instantiate } from '../dynamics/kernel/web-assembly'
import { drawStreams } from '../random/draw'
import { normal, seek, uniformSingle } from '../random/stream'
import type { FunctionRecipe } from '../recipe/function'
import { CAPACITY } from './function-kernel'
import type { FunctionKernel } from './function-kernel'
import type { SampleSource } from './source'

interface FunctionExports {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly run: (bytes: number) => void
}

/** @param seed unsigned 32-bit integer */
export function functionSource(recipe: FunctionRecipe, seed: number, { bytes }: FunctionKernel): SampleSource {
  const { memory, run } = instantiate<FunctionExports>(bytes)
  const { inputs, outputs, noise } = recipe
  const columns = new Float32Array(memory.buffer, 0, (inputs.length + outputs.length) * CAPACITY)
  const priors = drawStreams(seed, 'prior')
  const noises = drawStreams(seed, 'noise')
  const width = outputs.length
  const fillSome: SampleSource['fill'] = ({ kind, batch, first, count }, x, y) => {
    let next = 0
    for (let sample = 0; sample < count; sample++) {
      seek(priors[kind], batch, first + sample)
      for (let k = 0; k < inputs.length; k++) {
        const { low, high } = inputs[k] ?? { low: NaN, high: NaN }
        const value = low + (high - low) * uniformSingle(priors[kind])
        columns[k * CAPACITY + sample] = value
        x[next++] = value
      }
    }
    run(4 * count)
    for (let sample = 0; sample < count; sample++) {
      if (noise > 0) seek(noises[kind], batch, first + sample)
      for (let k = 0; k < width; k++) {
        const exact = columns[(inputs.length + k) * CAPACITY + sample] ?? NaN
        y[sample * width + k] = noise > 0 ? exact + noise * normal(noises[kind]) : exact
      }
    }
  }
  return { inputs: inputs.length, outputs: width, fill: (range, x, y) => inPieces(range, x, y, inputs.length, width, fillSome) }
}

/** As many samples at a time as the kernel's memory holds. */
function inPieces(
  { count, first, ...rest }: Parameters<SampleSource['fill']>[0],
  x: Float32Array,
  y: Float32Array,
  inputs: number,
  outputs: number,
  fill: SampleSource['fill']
): void {
  if (count <= CAPACITY) return fill({ ...rest, first, count }, x, y)
  for (let from = 0; from < count; from += CAPACITY) {
    const here = Math.min(CAPACITY, count - from)
    fill({ ...rest, first: first + from, count: here }, x.subarray(from * inputs), y.subarray(from * outputs))
  }
}
