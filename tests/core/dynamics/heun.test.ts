import { describe, expect, test } from 'vitest'
import { createSimulator } from '../../../src/core/dynamics/create-simulator'
import { compileSweepKernel } from '../../../src/core/dynamics/kernel/compile'
import { sweepPlan } from '../../../src/core/dynamics/plan'
import { resample } from '../../../src/core/dynamics/resample'
import { simulatorOf } from '../../../src/core/dynamics/simulator'
import { createTwin } from '../../../src/core/dynamics/twin'
import { drawStreams } from '../../../src/core/random/draw'
import type { SampleRange } from '../../../src/core/random/draw'
import { Purpose } from '../../../src/core/random/purpose'
import { createStream, normal, seek } from '../../../src/core/random/stream'
import type { SimulationRecipe } from '../../../src/core/recipe/schema'
import { bundledRecipe, realVariable, recipeOf } from './recipes'

const heun = { kind: 'heun' } as const
const SEED = 5

/** The increments that sample `range.first` of a recipe is promised, in double precision: [steps][noisy]. */
function promisedIncrements(recipe: SimulationRecipe, { kind, batch, first }: SampleRange): Float64Array {
  const { steps, noisy, dt } = sweepPlan(recipe)
  const stream = seek(drawStreams(SEED, 'process')[kind], batch, first)
  return Float64Array.from({ length: steps * noisy.length }, () => Math.sqrt(dt) * normal(stream))
}

const thermal = bundledRecipe('duffing-thermal')

/** Forces on three of five quantities, of which one depends on the state: numbers of the stream do not come in even portions. */
const several = recipeOf({
  system: {
    variables: [
      { kind: 'complex', name: 'z', equation: '(-1/2 - i*(a - omega))*z + i', initial: { re: 0, im: 0 }, noise: '0.1' },
      realVariable('x', 'v', 1),
      realVariable('v', '-x - v/5 + re(z)/9', 0, '0.2/(1 + x^2)'),
      realVariable('w', 'x*v - w', 0)
    ]
  },
  sweep: { duration: 40, steps: 801, integrator: heun },
  observation: { variable: 'x', quantity: 'real' }
})

describe('kernel and double-precision twin under the same random forces', () => {
  // Single precision keeps 6e-8 of a number of order 1, and each normal to 2e-6: a damped system forgets them after a few 1/gamma.
  test.each([
    ['thermal forces on both parts of z', thermal, [0.3, 0.7, 0.05]],
    ['three forces, one of them multiplicative', several, [0.4]]
  ] as const)('%s: the same path, every quantity after every step', async (_name, recipe, parameters) => {
    const simulator = await createSimulator(recipe, SEED)
    const twin = createTwin(sweepPlan(recipe))
    for (const [kind, batch, first] of [['training', 2, 0], ['validation', 2 ** 33 + 5, 77]] as const) {
      const range = { kind, batch, first, count: 1 }
      const single = simulator.trace(parameters, range)
      const double = twin(parameters, promisedIncrements(recipe, range))
      const still = twin(parameters)
      for (const [name, row] of Object.entries(double.state)) {
        const far = (other: Float64Array | undefined) => Math.max(...row.map((x, k) => Math.abs(x - (other?.[k] ?? NaN))))
        expect(far(single.state[name]), name).toBeLessThan(1e-5)
        expect(far(still.state[name]), name).toBeGreaterThan(0.05)
      }
    }
  })

  test('37 sweeps of a batch through blocks and a padded tail, each with the forces of its own sample', async () => {
    const kernel = await compileSweepKernel(thermal, { vectors: 2, sweeps: 16 })
    const simulator = simulatorOf(thermal, SEED, kernel)
    const plan = sweepPlan(thermal)
    const twin = createTwin(plan)
    const count = 37
    const [x, y] = [new Float32Array(count * 50), new Float32Array(count * 3)]
    simulator.fill({ kind: 'training', batch: 3, first: 11, count }, x, y)
    for (let sample = 0; sample < count; sample++) {
      const increments = promisedIncrements(thermal, { kind: 'training', batch: 3, first: 11 + sample, count: 1 })
      const curve = resample(plan.resampling, twin(y.subarray(3 * sample, 3 * sample + 3), increments).observed)
      const worst = Math.max(...curve.map((value, bin) => Math.abs(value - (x[50 * sample + bin] ?? NaN))))
      expect(worst, `sample ${sample}`).toBeLessThan(1e-5)
    }
  })

  test('a batch split anyhow has the same bits; without a sample there are no forces', async () => {
    const simulator = await createSimulator(thermal, SEED)
    const fill = (first: number, count: number) => {
      const [x, y] = [new Float32Array(count * 50), new Float32Array(count * 3)]
      simulator.fill({ kind: 'training', batch: 2, first, count }, x, y)
      return { x: [...x], y }
    }
    const whole = fill(0, 40)
    expect([...fill(0, 7).x, ...fill(7, 33).x]).toEqual(whole.x)
    expect(fill(0, 40).x).toEqual(whole.x)
    const parameters = whole.y.subarray(0, 3)
    const still = simulator.trace(parameters)
    simulator.trace(parameters, { kind: 'training', batch: 2, first: 0, count: 1 })
    expect(simulator.trace(parameters).observed).toEqual(still.observed)
    const [quiet, { modulus }] = [new Float32Array(50), createTwin(sweepPlan(thermal))(parameters)]
    simulator.observe(parameters, 1, quiet)
    const expected = resample(sweepPlan(thermal).resampling, modulus)
    expect(Math.max(...expected.map((value, bin) => Math.abs(value - (quiet[bin] ?? NaN))))).toBeLessThan(1e-5)
  })
})

/** Increments of a finer grid added up: the same Brownian path, seen more coarsely. */
function coarser(fine: Float64Array, steps: number): Float64Array {
  const each = fine.length / steps
  return Float64Array.from({ length: steps }, (_, k) => fine.subarray(k * each, (k + 1) * each).reduce((a, b) => a + b, 0))
}

const FINEST = 512

function brownianPath(path: number): Float64Array {
  const stream = seek(createStream(6, Purpose.bootstrap), 0, path)
  return Float64Array.from({ length: FINEST }, () => normal(stream) / Math.sqrt(FINEST))
}

/** Root mean square over 400 paths of the error at t = 1. @param exact from the increments of the finest grid */
function strongError(recipe: (steps: number) => SimulationRecipe, steps: number, exact: (fine: Float64Array) => number): number {
  const twin = createTwin(sweepPlan(recipe(steps)))
  let sum = 0
  for (let path = 0; path < 400; path++) {
    const fine = brownianPath(path)
    sum += ((twin([0.5], coarser(fine, steps)).state.x?.[steps - 1] ?? NaN) - exact(fine)) ** 2
  }
  return Math.sqrt(sum / 400)
}

const until1 = (equation: string, noise: string) => (steps: number) =>
  recipeOf({ system: { variables: [realVariable('x', equation, 1, noise)] }, sweep: { duration: 1, steps: steps + 1, integrator: heun } })

describe('Heun: strong order 1', () => {
  test('multiplicative forces: dx = a x dt + x dW has the Stratonovich solution exp(a t + W)', () => {
    const error = (steps: number): number =>
      strongError(until1('a*x', 'x'), steps, (fine) => Math.exp(0.5 + fine.reduce((a, b) => a + b, 0)))
    expect(Math.abs(Math.log2(error(64) / error(256)) / 2 - 1)).toBeLessThan(0.1)
  })

  test('additive forces on a curved drift: dx = sin(2 x) dt + dW, against the finest grid', () => {
    const recipe = until1('sin(2*x)', '1')
    const finest = createTwin(sweepPlan(recipe(FINEST)))
    const error = (steps: number): number => strongError(recipe, steps, (fine) => finest([0.5], fine).state.x?.[FINEST - 1] ?? NaN)
    expect(Math.abs(Math.log2(error(8) / error(32)) / 2 - 1)).toBeLessThan(0.1)
  })
})

describe('Ornstein and Uhlenbeck: dx = -k x dt + g dW', () => {
  const [k, g] = [2, 0.6]
  /** Mean square of a stationary path from the kernel, over its exact value g^2/(2 k). @param z k dt */
  async function relativeVariance(z: number): Promise<number> {
    const recipe = recipeOf({
      system: { variables: [realVariable('x', '-2*x', 0, '0.6')] },
      sweep: { duration: (z / k) * 99_999, steps: 100_000, integrator: heun }
    })
    const simulator = await createSimulator(recipe, 9)
    let sum = 0
    for (let batch = 0; batch < 8; batch++) {
      const { observed } = simulator.trace([0], { kind: 'training', batch, first: 0, count: 1 })
      sum += observed.reduce((total, x) => total + x * x, 0) / observed.length
    }
    return sum / 8 / ((g * g) / (2 * k))
  }

  // x' = (1 - z + z^2/2) x + g (1 - z/2) dW is stationary at (1 - z/2)/(1 - z/2 + z^2/4) g^2/(2 k): weak order 2.
  // x^2 is correlated over dt/(2 z), so the mean of N steps is known to sqrt(2/(z N)).
  test.each([0.04, 0.25, 0.8])('the stationary variance, its known bias at k dt = %d included, from the kernel', async (z) => {
    const expected = (1 - z / 2) / (1 - z / 2 + (z * z) / 4)
    expect(Math.abs((await relativeVariance(z)) / expected - 1)).toBeLessThan(4 * Math.sqrt(2 / (z * 800_000)))
  })
})
