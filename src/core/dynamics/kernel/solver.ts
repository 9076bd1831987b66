/** The SIMD kernel as a solver: parameters in, blocks of sweeps at work, bins out. */
import { normal, seek } from '../../random/stream'
import type { SimulationRecipe } from '../../recipe/schema'
import { drawStreams } from '../../random/draw'
import type { SampleRange } from '../../random/draw'
import type { Solver } from '../solver'
import { sweepOfStates } from '../sweep-of-states'
import type { Sweep } from '../sweep'
import type { SimdKernel } from './emit'
import { instantiateKernel } from './instance'
import type { KernelInstance } from './instance'

/** Writes the random forces on sweeps `first` to `first + count - 1` of a call into the kernel's memory. */
type LoadForces = (first: number, count: number, range: SampleRange | null) => void

export function simdSolver(recipe: SimulationRecipe, seed: number, kernel: SimdKernel): Solver {
  const instance = instantiateKernel(kernel)
  const loadForces = createForces(instance, recipe, seed)
  return {
    observe: (y, count, x, range) => runBlocks(instance, loadForces, y, count, x, range),
    trace: (parameters, range) => {
      loadForces(0, 1, range)
      return trace(instance, recipe, parameters)
    }
  }
}

function createForces({ increments, layout }: KernelInstance, { sweep }: SimulationRecipe, seed: number): LoadForces {
  if (layout.noisy === 0) return () => undefined
  const byKind = drawStreams(seed, 'process')
  const size = Math.sqrt(sweep.duration / (sweep.steps - 1))
  return (first, count, range) => {
    if (!range) return void increments.fill(0)
    const stream = byKind[range.kind]
    for (let lane = 0; lane < count; lane++) {
      seek(stream, range.batch, range.first + first + lane)
      for (let at = lane; at < increments.length; at += layout.lanes) increments[at] = size * normal(stream)
    }
  }
}

/** Runs `count` sweeps, as many at a time as the kernel's memory holds. The last block is padded with its last sweep. */
function runBlocks(
  instance: KernelInstance,
  loadForces: LoadForces,
  y: Float32Array,
  count: number,
  x: Float32Array,
  range: SampleRange | null
): void {
  const { capacity, lanes, bins } = instance.layout
  for (let first = 0; first < count; first += capacity) {
    const here = Math.min(capacity, count - first)
    const blocks = Math.ceil(here / lanes)
    transpose(instance, y, first, here, blocks * lanes)
    loadForces(first, here, range)
    instance.fill(blocks)
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

function trace(instance: KernelInstance, recipe: SimulationRecipe, parameters: ArrayLike<number>): Sweep {
  const { layout, rows, states } = instance
  for (let parameter = 0; parameter < layout.parameters; parameter++) {
    const start = parameter * layout.capacity
    instance.parameters.fill(parameters[parameter] ?? NaN, start, start + layout.lanes)
  }
  instance.trace()
  const { steps, lanes } = layout
  const observed = Float64Array.from({ length: steps }, (_, step) => rows[(1 + step) * lanes] ?? NaN)
  const parts = layout.state.map((_, k) => Float64Array.from(states.subarray(k * steps, (k + 1) * steps)))
  return sweepOfStates(recipe, layout.state, parts, observed)
}
