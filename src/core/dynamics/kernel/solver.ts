/** The SIMD kernel as a solver: parameters in, blocks of sweeps at work, bins out. */
import { seek } from '../../random/stream'
import type { Stream } from '../../random/stream'
import type { SimulationRecipe } from '../../recipe/schema'
import { drawStreams } from '../../random/draw'
import type { SampleRange } from '../../random/draw'
import type { Solver } from '../solver'
import { sweepOfStates } from '../sweep-of-states'
import type { Sweep } from '../sweep'
import type { SimdKernel } from './emit'
import { instantiateKernel } from './instance'
import type { KernelInstance } from './instance'

export function simdSolver(recipe: SimulationRecipe, seed: number, kernel: SimdKernel): Solver {
  const instance = instantiateKernel(kernel)
  const streams = drawStreams(seed, 'process')
  const size = Math.sqrt(recipe.sweep.duration / (recipe.sweep.steps - 1))
  const streamOf = (range: SampleRange | null): Stream =>
    range ? seek(streams[range.kind], range.batch, range.first) : streams.sample
  return {
    observe: (y, count, x, range) => runBlocks(instance, streamOf(range), range ? size : 0, y, count, x),
    trace: (parameters, range) => {
      const { sample, batchLow, batchHigh, seed, purpose } = streamOf(range)
      instance.forces(sample, batchLow, batchHigh, seed, purpose, range ? size : 0)
      return trace(instance, recipe, kernel.omega, parameters)
    }
  }
}

/**
 * Runs `count` sweeps, as many at a time as the kernel's memory holds. The last block is padded with its last sweep.
 * @param stream of the first sweep's random forces; @param size of their increments, sqrt(dt), or 0 for none
 */
function runBlocks(instance: KernelInstance, stream: Stream, size: number, y: Float32Array, count: number, x: Float32Array): void {
  const { capacity, lanes, bins } = instance.layout
  const { sample, batchLow, batchHigh, seed, purpose } = stream
  for (let first = 0; first < count; first += capacity) {
    const here = Math.min(capacity, count - first)
    const blocks = Math.ceil(here / lanes)
    transpose(instance, y, first, here, blocks * lanes)
    instance.fill(blocks, sample + first, batchLow, batchHigh, seed, purpose, size)
    copy(instance.output, here * bins, x, first * bins)
  }
}

function transpose({ parameters, layout }: KernelInstance, y: Float32Array, first: number, here: number, to: number): void {
  for (let parameter = 0; parameter < layout.parameters; parameter++) {
    const row = parameter * layout.capacity
    for (let sweep = 0; sweep < to; sweep++) {
      const source = first + Math.min(sweep, here - 1)
      parameters[row + sweep] = y[source * layout.parameters + parameter] ?? NaN
    }
  }
}

function copy(from: Float32Array, length: number, to: Float32Array, at: number): void {
  to.set(length === from.length ? from : from.subarray(0, length), at)
}

function trace(instance: KernelInstance, recipe: SimulationRecipe, omega: Float64Array, parameters: ArrayLike<number>): Sweep {
  const { layout, rows, states } = instance
  for (let parameter = 0; parameter < layout.parameters; parameter++) {
    const start = parameter * layout.capacity
    instance.parameters.fill(parameters[parameter] ?? NaN, start, start + layout.lanes)
  }
  instance.trace()
  const { steps, lanes } = layout
  const observed = Float64Array.from({ length: steps }, (_, step) => rows[(1 + step) * lanes] ?? NaN)
  const parts = layout.state.map((_, k) => Float64Array.from(states.subarray(k * steps, (k + 1) * steps)))
  return sweepOfStates(recipe, omega, layout.state, parts, observed)
}
