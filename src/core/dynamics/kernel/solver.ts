/** The SIMD kernel as a solver: parameters in, blocks of sweeps at work, bins out. */
import { drawPurpose } from '../../random/draw'
import type { SampleRange } from '../../random/draw'
import type { SimulationRecipe } from '../../recipe/schema'
import type { Solver } from '../solver'
import { sweepOfStates } from '../sweep-of-states'
import type { Sweep } from '../sweep'
import type { SimdKernel } from './emit'
import { createForces } from './forces'
import type { LoadForces } from './forces'
import { instantiateKernel } from './instance'
import type { KernelInstance } from './instance'

interface Running {
  readonly recipe: SimulationRecipe
  /** [steps] drive frequency at the end of each step. */
  readonly omega: Float64Array
  readonly seed: number
  readonly instance: KernelInstance
  /** null where there are none. */
  readonly loadForces: LoadForces | null
}

export function simdSolver(recipe: SimulationRecipe, seed: number, kernel: SimdKernel): Solver {
  const instance = instantiateKernel(kernel)
  const running = { recipe, omega: kernel.omega, seed, instance, loadForces: createForces(instance, recipe, seed) }
  loadScanned(instance)
  return {
    observe: (y, count, x, range) => run(running, y, count, x, range, 0),
    measure: (range, y, x) => run(running, y, range.count, x, range, recipe.observation.noise),
    trace: (parameters, range, row) => trace(running, parameters, range, row)
  }
}

/** Runs `count` samples, as many at a time as the kernel's memory holds, and adds noise of the deviation to those of the range. */
function run(running: Running, y: Float32Array, count: number, x: Float32Array, range: SampleRange | null, deviation: number): void {
  const { instance } = running
  const { samples, lanes, mapRows, bins } = instance.layout
  const width = mapRows * bins
  for (let first = 0; first < count; first += samples) {
    const here = Math.min(samples, count - first)
    const blocks = Math.ceil((here * mapRows) / lanes)
    loadParameters(instance, y, first, here, blocks * lanes)
    sweepBlocks(running, first, blocks, range)
    if (range && deviation > 0) addNoise(running, range, first, here, deviation)
    copy(instance.output, here * width, x, first * width)
  }
}

/** Memory holds the random forces of one block. */
function sweepBlocks({ instance, loadForces }: Running, first: number, blocks: number, range: SampleRange | null): void {
  if (!loadForces) return instance.fill(0, blocks)
  const { lanes } = instance.layout
  for (let block = 0; block < blocks; block++) {
    loadForces(range, first, block * lanes)
    instance.fill(block, 1)
  }
}

function addNoise({ instance, seed }: Running, { kind, batch, first }: SampleRange, from: number, count: number, deviation: number): void {
  const { noise, layout } = instance
  if (!noise) throw new RangeError('the kernel was compiled for a recipe without noise')
  const purpose = drawPurpose(kind, 'noise')
  const bytes = 4 * layout.mapRows * layout.bins
  // Where the stream's address is split: see core/random/stream.ts.
  const batchHigh = Math.floor(batch * 2 ** -32)
  for (let k = 0; k < count; k++) noise(layout.outputAt + k * bytes, first + from + k, batch, batchHigh, seed, purpose, deviation)
}

/** Every sweep of a sample has its parameters; what is left of the last block repeats the last sweep. */
function loadParameters({ parameters, layout }: KernelInstance, y: Float32Array, first: number, here: number, sweeps: number): void {
  const { capacity, mapRows } = layout
  const drawn = layout.parameters - (layout.scanned.length > 0 ? 1 : 0)
  for (let parameter = 0; parameter < drawn; parameter++) {
    const column = parameter * capacity
    let at = column
    let value = NaN
    for (let sample = first; sample < first + here; sample++) {
      value = y[sample * drawn + parameter] ?? NaN
      for (let row = 0; row < mapRows; row++) parameters[at++] = value
    }
    while (at < column + sweeps) parameters[at++] = value
  }
}

/** A call begins with the first row of a sample, so the last column of a map's parameters never changes. */
function loadScanned({ parameters, layout }: KernelInstance): void {
  const { scanned, capacity } = layout
  if (scanned.length === 0) return
  const column = (layout.parameters - 1) * capacity
  for (let sweep = 0; sweep < capacity; sweep++) parameters[column + sweep] = scanned[sweep % scanned.length] ?? NaN
}

function copy(from: Float32Array, length: number, to: Float32Array, at: number): void {
  to.set(length === from.length ? from : from.subarray(0, length), at)
}

function trace({ instance, recipe, omega, loadForces }: Running, given: ArrayLike<number>, range: SampleRange | null, row: number): Sweep {
  const { layout, parameters, rows, states } = instance
  const { steps, lanes, capacity, scanned } = layout
  for (let parameter = 0; parameter < layout.parameters; parameter++) {
    const value = given[parameter] ?? scanned[row] ?? NaN
    parameters.fill(value, parameter * capacity, parameter * capacity + lanes)
  }
  loadForces?.(range, 0, row)
  instance.trace()
  loadScanned(instance)
  const observed = Float64Array.from({ length: steps }, (_, step) => rows[(1 + step) * lanes] ?? NaN)
  const parts = layout.state.map((_, k) => Float64Array.from(states.subarray(k * steps, (k + 1) * steps)))
  return sweepOfStates(recipe, omega, layout.state, parts, observed)
}
