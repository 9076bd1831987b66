/**
 * Simulated measurements: parameters drawn from the priors, swept, observed. Sample k of batch b depends on the seed,
 * the kind of draw, b and k alone, whatever thread makes it and however a batch is split.
 */
import { Purpose } from '../random/purpose'
import { createStream, normal, seek } from '../random/stream'
import type { Stream } from '../random/stream'
import { drawnPriors } from '../recipe/priors'
import type { Recipe } from '../recipe/schema'
import { createDraw } from './draw'
import type { DrawKind, Fill, SampleRange } from './draw'
import { instantiateKernel } from './kernel/instance'
import type { KernelInstance } from './kernel/instance'
import type { SweepKernel } from './kernel/emit'
import { halfStepFrequencies, omegaAfterSteps } from './sweep'
import type { Sweep } from './sweep'

const PURPOSES: Readonly<Record<DrawKind, { readonly prior: Purpose; readonly noise: Purpose }>> = {
  training: { prior: Purpose.prior, noise: Purpose.noise },
  validation: { prior: Purpose.validationPrior, noise: Purpose.validationNoise },
  sample: { prior: Purpose.samplePrior, noise: Purpose.sampleNoise }
}

export interface Simulator {
  readonly recipe: Recipe
  readonly bins: number
  /** Parameter names, in the order of the columns of y. */
  readonly parameters: readonly string[]
  /**
   * Fills x [count, bins] with observed curves and y [count, parameters] with what made them; allocates nothing.
   * The arrays may lie on shared memory and may be longer than needed.
   */
  readonly fill: (range: SampleRange, x: Float32Array, y: Float32Array) => void
  /** x [count, bins] for given parameters y [count, parameters], without noise. */
  readonly observe: (y: Float32Array, count: number, x: Float32Array) => void
  /** One sweep in full, before resampling and noise, from the same kernel. */
  readonly trace: (parameters: ArrayLike<number>) => Sweep
}

/** A simulator on a compiled kernel, without parser or compiler: what a thread loads. See create-simulator.ts. */
export function simulatorOf(recipe: Recipe, seed: number, kernel: SweepKernel): Simulator {
  const instance = instantiateKernel(kernel)
  const draw = createDraw(drawnPriors(recipe.system), streams(seed, 'prior'))
  const addNoise = createNoise(recipe.observation.noise, recipe.observation.bins, seed)
  const observe: Simulator['observe'] = (y, count, x) => runBlocks(instance, y, count, x)
  return {
    recipe,
    bins: kernel.layout.bins,
    parameters: drawnPriors(recipe.system).map(({ name }) => name),
    observe,
    fill: (range, x, y) => {
      draw(range, y)
      observe(y, range.count, x)
      addNoise(range, x)
    },
    trace: (parameters) => trace(instance, recipe, parameters)
  }
}

/** One stream for each kind of draw, made once. */
function streams(seed: number, use: 'prior' | 'noise'): Readonly<Record<DrawKind, Stream>> {
  const make = (kind: DrawKind): Stream => createStream(seed, PURPOSES[kind][use])
  return { training: make('training'), validation: make('validation'), sample: make('sample') }
}

function createNoise(deviation: number, bins: number, seed: number): Fill {
  const byKind = streams(seed, 'noise')
  return ({ kind, batch, first, count }, x) => {
    if (deviation === 0) return
    const stream = byKind[kind]
    let next = 0
    for (let sample = first; sample < first + count; sample++) {
      seek(stream, batch, sample)
      for (let bin = 0; bin < bins; bin++, next++) x[next] = (x[next] ?? NaN) + deviation * normal(stream)
    }
  }
}

/** Runs `count` sweeps, as many at a time as the kernel's memory holds. The last block is padded with its last sweep. */
function runBlocks(instance: KernelInstance, y: Float32Array, count: number, x: Float32Array): void {
  const { capacity, lanes, bins } = instance.layout
  for (let first = 0; first < count; first += capacity) {
    const here = Math.min(capacity, count - first)
    const blocks = Math.ceil(here / lanes)
    transpose(instance, y, first, here, blocks * lanes)
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

function trace(instance: KernelInstance, recipe: Recipe, parameters: ArrayLike<number>): Sweep {
  const { layout } = instance
  for (let parameter = 0; parameter < layout.parameters; parameter++) {
    const start = parameter * layout.capacity
    instance.parameters.fill(parameters[parameter] ?? NaN, start, start + layout.lanes)
  }
  instance.trace()
  const column = (rows: Float32Array, firstRow: number): Float64Array =>
    Float64Array.from({ length: layout.steps }, (_, step) => rows[(firstRow + step) * layout.lanes] ?? NaN)
  return {
    omega: omegaAfterSteps(halfStepFrequencies(recipe.sweep)),
    re: column(instance.re, 0),
    im: column(instance.im, 0),
    modulus: column(instance.rows, 1)
  }
}
