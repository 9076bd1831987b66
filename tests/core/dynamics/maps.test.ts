/** Maps: rows are sweeps, samples do not depend on how they are made, and the hysteresis begins where theory says. */
import { describe, expect, test } from 'vitest'
import { createSimulator } from '../../../src/core/dynamics/create-simulator'
import { compileSweepKernel } from '../../../src/core/dynamics/kernel/compile'
import { sweepPlan } from '../../../src/core/dynamics/plan'
import { resample } from '../../../src/core/dynamics/resample'
import { simulatorOf } from '../../../src/core/dynamics/simulator'
import type { Simulator } from '../../../src/core/dynamics/simulator'
import { createTwin } from '../../../src/core/dynamics/twin'
import { createStream, normal, seek } from '../../../src/core/random/stream'
import { Purpose } from '../../../src/core/random/purpose'
import { valueOfRow } from '../../../src/core/recipe/scan'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import type { SimulationRecipe } from '../../../src/core/recipe/schema'
import { bundledRecipe, realVariable, recipeOf } from './recipes'

const lesson = bundledRecipe('duffing-curve')
const [variable] = lesson.system.variables
const FORCES = { parameter: 'f', from: 0.1, to: 2, count: 50 }

/** The lesson's map. */
const map = simulationRecipeSchema.parse({
  ...lesson,
  system: { ...lesson.system, variables: [{ ...variable, initial: { re: 0, im: 0.01 } }] },
  observation: { ...lesson.observation, filter: 'cubic', rows: FORCES }
})

function changed(observation: Partial<SimulationRecipe['observation']>, sweep: Partial<SimulationRecipe['sweep']> = {}): SimulationRecipe {
  return simulationRecipeSchema.parse({ ...map, sweep: { ...map.sweep, ...sweep }, observation: { ...map.observation, ...observation } })
}

/** The row's sweep as a recipe of its own, the scanned number a constant. */
function rowOf(recipe: SimulationRecipe, row: number): SimulationRecipe {
  const { rows } = recipe.observation
  if (!rows) throw new Error('a map is wanted')
  const constants = { ...recipe.system.constants, [rows.parameter]: Math.fround(valueOfRow(rows, row)) }
  return { ...recipe, system: { ...recipe.system, constants }, observation: { ...recipe.observation, rows: null } }
}

function fill({ inputs, parameters, fill: into }: Simulator, first: number, count: number, batch = 5): { x: Float32Array; y: Float32Array } {
  const [x, y] = [new Float32Array(count * inputs), new Float32Array(count * parameters.length)]
  into({ kind: 'training', batch, first, count }, x, y)
  return { x, y }
}

function observed(simulator: Simulator, parameters: readonly number[]): Float32Array {
  const x = new Float32Array(simulator.inputs)
  simulator.observe(Float32Array.from(parameters), 1, x)
  return x
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length)
  return Array.from(a).reduce((most, value, k) => Math.max(most, Math.abs(value - (b[k] ?? NaN))), 0)
}

const PARAMETERS = [0.3, 0.7, 0.05]

describe('a map', () => {
  test("is the lessons' own: by_force of resources/peers/jax_lessons.py, resized (values of JAX 0.10.2 in double precision)", async () => {
    const x = observed(await createSimulator(map), PARAMETERS)
    const expected = [
      [0, 0, 0.0245687], [0, 26, 0.247998], [7, 1, 0.0909795], [25, 27, 2.446818], [31, 30, 3.5196457],
      [49, 0, 0.4868033], [49, 31, 4.4765673], [49, 35, 5.4081411], [49, 49, 0.5485872]
    ] as const
    for (const [row, bin, value] of expected) expect(Math.abs((x[50 * row + bin] ?? NaN) - value), `${row}, ${bin}`).toBeLessThan(2e-5)
  })

  // 13 rows are no whole vectors, and a block begins in the middle of a map.
  test.each([[50, 16, true], [13, 4, false], [13, 1, true]])('of %i rows has the bits of its sweeps alone, in blocks of %i vectors', async (count, vectors, relaxed) => {
    const recipe = changed({ rows: { ...FORCES, count } })
    const whole = fill(simulatorOf(recipe, 3, await compileSweepKernel(recipe, { vectors, relaxed })), 0, 3)
    for (const row of [0, 1, 7, count - 1]) {
      const alone = rowOf(recipe, row)
      const x = new Float32Array(3 * 50)
      simulatorOf(alone, 3, await compileSweepKernel(alone, { relaxed })).observe(whole.y, 3, x)
      for (let sample = 0; sample < 3; sample++) {
        const from = (sample * count + row) * 50
        expect([...whole.x.subarray(from, from + 50)], `row ${row}`).toEqual([...x.subarray(sample * 50, (sample + 1) * 50)])
      }
    }
  })

  test('is that of the double-precision twin; a traced row is one of its sweeps', async () => {
    const simulator = await createSimulator(map)
    const plan = sweepPlan(map)
    const twin = createTwin(plan)
    const x = observed(simulator, PARAMETERS)
    for (const row of [0, 20, 49]) {
      const sweep = twin([...PARAMETERS, valueOfRow(FORCES, row)])
      expect(largestDifference(x.subarray(50 * row, 50 * row + 50), resample(plan.resampling, sweep.modulus))).toBeLessThan(2e-5)
      expect(largestDifference(simulator.trace(PARAMETERS, undefined, row).modulus, sweep.modulus)).toBeLessThan(2e-5)
    }
    expect([...observed(simulator, PARAMETERS)]).toEqual([...x])
  })

  test.each([
    ['noise', changed({ noise: 0.5, rows: { ...FORCES, count: 13 } })],
    ['random forces', recipeOf({
      system: { variables: [realVariable('x', '-a*x', 0, 'g')], constants: { g: 0.6 } },
      sweep: { duration: 2, steps: 42, integrator: { kind: 'heun' } },
      observation: { bins: 7, noise: 0.1, rows: { parameter: 'g', from: 0.2, to: 1, count: 5 } }
    })]
  ])('with %s has the same bits however a batch is split', async (_what, recipe) => {
    const simulator = await createSimulator(recipe, 8)
    const count = 230
    const whole = fill(simulator, 0, count)
    const parts = [fill(simulator, 0, 1), fill(simulator, 1, 30), fill(simulator, 31, count - 31)]
    expect(parts.flatMap(({ x }) => [...x])).toEqual([...whole.x])
    expect(parts.flatMap(({ y }) => [...y])).toEqual([...whole.y])
  })

  test('has the noise of its own seed, batch and sample', async () => {
    const [quiet, loud] = [await createSimulator(map, 8), await createSimulator(changed({ noise: 0.5 }), 8)]
    const batch = 2 ** 33 + 7
    const [clean, noisy] = [fill(quiet, 2, 23, batch), fill(loud, 2, 23, batch)]
    const stream = createStream(8, Purpose.noise)
    const expected = clean.x.slice()
    for (let sample = 0; sample < 23; sample++) {
      seek(stream, batch, 2 + sample)
      for (let k = 0; k < 2500; k++) expected[2500 * sample + k] = (expected[2500 * sample + k] ?? NaN) + 0.5 * normal(stream)
    }
    expect(largestDifference(noisy.x, expected)).toBeLessThan(4e-6)
  })

  test('has random forces of its own in every row, of the strength that the row scans', async () => {
    const recipe = recipeOf({
      system: { variables: [realVariable('x', '-2*x', 0, 'g')], constants: { g: 1 } },
      sweep: { duration: 400, steps: 20_000, integrator: { kind: 'heun' } },
      observation: { rows: { parameter: 'g', from: 0.6, to: 1.2, count: 2 } }
    })
    const simulator = await createSimulator(recipe, 9)
    const rows = [0, 1].map((row) => simulator.trace([0], { kind: 'training', batch: 0, first: 0, count: 1 }, row).observed)
    const moment = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, k) => sum + value * (b[k] ?? NaN), 0) / a.length
    const [[weak, strong] = []] = [rows]
    if (!weak || !strong) throw new Error('two rows are wanted')
    // g^2/(2 k), correlated over 1/4: known to sqrt(2/(4 x 400/2)) = 5 %; two independent rows correlate by 1/sqrt(800) at random.
    expect(Math.abs(moment(weak, weak) / 0.09 - 1)).toBeLessThan(0.2)
    expect(Math.abs(moment(strong, strong) / 0.36 - 1)).toBeLessThan(0.2)
    expect(Math.abs(moment(weak, strong)) / 0.18).toBeLessThan(0.15)
  })
})

describe('methods that choose their steps', () => {
  test('Dormand and Prince integrate the map that RK4 does with finer steps, noise included', async () => {
    const rows = { ...FORCES, count: 4 }
    const adaptive = changed({ rows, noise: 0.1 }, { integrator: { kind: 'dormand-prince', relative: 1e-8, absolute: 1e-9 }, steps: 399 })
    const fine = changed({ rows, noise: 0.1, filter: 'cubic' }, { steps: 399 })
    // One coarse step longer, since the last of them ends past the duration.
    const { from, to, duration } = map.sweep
    const longer = { to: from + ((to - from) * 399) / 398, duration: (duration * 399) / 398, steps: 399 * 16 + 1 }
    const twin = createTwin(sweepPlan(changed({ rows }, longer)))
    const simulator = await createSimulator(adaptive, 4)
    const { x, y } = fill(simulator, 0, 2)
    const noise = fill(await createSimulator(fine, 4), 0, 2).x
    const clean = new Float32Array(x.length)
    ;(await createSimulator(fine, 4)).observe(y, 2, clean)
    const { resampling } = sweepPlan(fine)
    for (let row = 0; row < 4; row++) {
      const { modulus } = twin([...y.subarray(3, 6), valueOfRow(rows, row)])
      const exact = resample(resampling, Float64Array.from({ length: 399 }, (_, k) => modulus[16 * (k + 1) - 1] ?? NaN))
      const at = (4 + row) * 50
      const added = exact.map((value, bin) => value + (noise[at + bin] ?? NaN) - (clean[at + bin] ?? NaN))
      expect(largestDifference(x.subarray(at, at + 50), added)).toBeLessThan(3e-5)
    }
  })

  // f_c^2 = gamma^3 / (3 sqrt(3) |epsilon|), science.md section 1.
  test('up and down maps of the steady state part at the critical force', async () => {
    const [gamma, epsilon] = [1, 0.15]
    const critical = Math.sqrt(gamma ** 3 / (3 * Math.sqrt(3) * epsilon))
    const rows = { parameter: 'f', from: critical - 0.05, to: critical + 0.05, count: 11 }
    const window = { from: 0.5, to: 1.5, steps: 100_000, integrator: { kind: 'steady-state' } as const }
    const up = changed({ rows, bins: 4096, filter: 'linear' }, window)
    const down = changed({ rows, bins: 4096, filter: 'linear' }, { ...window, from: window.to, to: window.from })
    const [upward, downward] = [await createSimulator(up), await createSimulator(down)]
    for (let row = 0; row < 11; row++) {
      const [a, b] = [upward, downward].map((one) => one.trace([0, gamma, epsilon], undefined, row).modulus)
      if (!a || !b) throw new Error('two sweeps are wanted')
      // The last step ends one step past the window, so that up and down share all points but one.
      const backward = b.slice(0, -1).reverse()
      const parted = largestDifference(a.slice(0, -2), backward.slice(1))
      // 1.0e-5 a step is the slope of one branch; two branches are further apart than 0.1.
      if (row <= 5) expect(parted, `row ${row}`).toBeLessThan(2e-3)
      if (row > 5) expect(parted, `row ${row}`).toBeGreaterThan(0.1)
    }
  })

  test('slow maps of the integrated oscillator show hysteresis above the critical force alone', async () => {
    const [gamma, epsilon] = [1, 0.15]
    const critical = Math.sqrt(gamma ** 3 / (3 * Math.sqrt(3) * epsilon))
    const rows = { parameter: 'f', from: 0.7 * critical, to: 1.3 * critical, count: 7 }
    const parted = async (duration: number): Promise<number[]> => {
      const window = { from: -1, to: 3, duration, steps: 5 * duration, integrator: { kind: 'rk4' } as const }
      const mapOf = async (sweep: Partial<SimulationRecipe['sweep']>): Promise<Float32Array> =>
        observed(await createSimulator(changed({ rows, bins: 400, filter: 'linear' }, sweep)), [0, gamma, epsilon])
      const [up, down] = [await mapOf(window), await mapOf({ ...window, from: window.to, to: window.from })]
      const row = (of: Float32Array, k: number): Float32Array => of.slice(400 * k, 400 * k + 400)
      return Array.from({ length: 7 }, (_, k) => largestDifference(row(up, k), row(down, k).reverse()))
    }
    const [fast, slow] = [await parted(4000), await parted(16_000)]
    const ratio = (k: number): number => (fast[k] ?? NaN) / (slow[k] ?? NaN)
    // What is lag falls with the rate; hysteresis stays. Row 3 is the critical force itself.
    for (const k of [0, 1, 2]) expect(ratio(k), `row ${k}`).toBeGreaterThan(2.5)
    for (const k of [4, 5, 6]) expect(slow[k], `row ${k}`).toBeGreaterThan(0.5)
    for (const k of [4, 5, 6]) expect(ratio(k), `row ${k}`).toBeLessThan(1.5)
  })
})
