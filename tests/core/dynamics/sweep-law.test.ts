import { describe, expect, test } from 'vitest'
import { courseOf, phaseTable } from '../../../src/core/dynamics/course'
import { createSimulator } from '../../../src/core/dynamics/create-simulator'
import { phaseOf } from '../../../src/core/dynamics/phase'
import { sweepPlan } from '../../../src/core/dynamics/plan'
import { createTwin } from '../../../src/core/dynamics/twin'
import type { SimulationRecipe } from '../../../src/core/recipe/schema'
import { bundledRecipe, realVariable, recipeOf } from './recipes'

const sweep = { from: -1, to: 3, duration: 10, steps: 101 }
const lesson = bundledRecipe('duffing-curve')

function withLaw(law: string | null, changes: Partial<SimulationRecipe['sweep']> = {}): SimulationRecipe['sweep'] {
  return { ...lesson.sweep, ...sweep, law, ...changes }
}

/** Values at t = k dt/2 against a closed form. */
function farthest(values: Float64Array, exact: (t: number) => number): number {
  return Math.max(...values.map((value, k) => Math.abs(value - exact(k * 0.05))))
}

describe('the course of a sweep', () => {
  // With T = 10 the phase is the integral of the law by hand
  test.each([
    ['linear, typed', 'from + (2to - 2from)*t/T/2', (t: number) => -1 + 0.4 * t, (t: number) => -t + 0.2 * t ** 2],
    ['quadratic', 'from + (to - from)*(t/T)^2', (t: number) => -1 + 0.04 * t ** 2, (t: number) => -t + (0.04 * t ** 3) / 3],
    ['exponential', '2^(t/T)', (t: number) => 2 ** (t / 10), (t: number) => ((2 ** (t / 10) - 1) * 10) / Math.LN2],
    ['modulated', 'to*sin(2*pi*t/T)', (t: number) => 3 * Math.sin((Math.PI * t) / 5), (t: number) => (15 / Math.PI) * (1 - Math.cos((Math.PI * t) / 5))]
  ])('%s: omega, and the phase as its integral', (_name, law, omega, phase) => {
    const course = courseOf(withLaw(law))
    expect(course.omega).toHaveLength(203)
    expect(farthest(course.omega, omega)).toBeLessThan(1e-12)
    expect(farthest(course.phase, phase)).toBeLessThan(1e-11)
  })

  test('up and down again: the corner at T/2 is a time of the table, so the phase is exact', () => {
    const { omega, phase } = courseOf(withLaw('from + (to - from)*(1 - abs(1 - 2*t/T))'))
    expect(omega[100]).toBeCloseTo(3, 12)
    expect(omega[200]).toBeCloseTo(-1, 12)
    expect(phase[200]).toBeCloseTo(10, 10)
  })

  test('without a law it is linear, and reaches its end one step before the last', () => {
    const { omega, phase } = courseOf(withLaw(null))
    expect([omega[0], omega[200]]).toEqual([-1, 3])
    expect(phase[200]).toBeCloseTo(10, 12)
  })

  test('the phase between the times of the table', () => {
    const chirp = withLaw('from + (to - from)*(t/T)^2')
    const table = phaseTable(chirp, courseOf(chirp))
    if (!table) throw new Error('a typed law has a table')
    const phase = phaseOf(table)
    for (const t of [0, 0.013, 3.3333, 9.99, 10.1, 10.13]) expect(phase(t)).toBeCloseTo(-t + (0.04 * t ** 3) / 3, 10)
  })
})

describe('solvers along a typed law', () => {
  const law = 'from + (to - from)*(t/T)^2'
  const parameters = [0.3, 0.7, 0.05]
  const swept = (changes: Partial<SimulationRecipe['sweep']>): SimulationRecipe => ({ ...lesson, sweep: { ...lesson.sweep, law, ...changes } })

  test("x' = omega by RK4 is the phase by quadrature: both are exact for a quadratic law", () => {
    const recipe = recipeOf({ system: { variables: [realVariable('x', 'omega')] }, sweep: withLaw(law) })
    const { omega, state } = createTwin(sweepPlan(recipe))([0])
    const { phase } = courseOf(recipe.sweep)
    for (let step = 0; step < 101; step++) expect(state['x']?.[step]).toBeCloseTo(phase[2 * step + 2] ?? NaN, 11)
    expect(omega[99]).toBeCloseTo(3, 12)
  })

  test('kernel and twin agree, and tell the same frequencies', async () => {
    const single = (await createSimulator(swept({}))).trace(parameters)
    const double = createTwin(sweepPlan(swept({})))(parameters)
    expect(single.omega).toEqual(double.omega)
    expect(single.omega[200]).toBeCloseTo(-4 + 8 * (201 / 399) ** 2, 12)
    expect(Math.max(...single.modulus.map((value, k) => Math.abs(value - (double.modulus[k] ?? NaN))))).toBeLessThan(2e-5)
  })

  const lab = recipeOf({
    system: { variables: [realVariable('x', 'v'), realVariable('v', '-x - v/10 - a*x^3 + cos(phase)/4 + omega*sin(t)/50')] },
    sweep: { from: 0.8, to: 1.2, duration: 60, steps: 201, law }
  })

  test.each([
    ['omega alone', swept({}), parameters],
    ['omega and phase', lab, [0.2]]
  ] as const)('both methods with error control follow it: %s', async (_name, recipe, values) => {
    const { steps } = recipe.sweep
    const fine = createTwin(sweepPlan({ ...recipe, sweep: { ...recipe.sweep, steps: (steps - 1) * 16 + 1 } }))(values)
    for (const kind of ['dormand-prince', 'rosenbrock'] as const) {
      const integrator = { kind, relative: 1e-8, absolute: 1e-9 }
      const { observed, omega } = (await createSimulator({ ...recipe, sweep: { ...recipe.sweep, integrator } })).trace(values)
      expect(omega[steps - 2]).toBeCloseTo(recipe.sweep.to, 12)
      for (let step = 0; step < steps - 1; step += 7) expect(Math.abs((observed[step] ?? NaN) - (fine.observed[16 * (step + 1) - 1] ?? NaN))).toBeLessThan(2e-5)
    }
  })

  test('the steady state follows it too', async () => {
    const { modulus, omega } = (await createSimulator(swept({ integrator: { kind: 'steady-state' } }))).trace([0.3, 0.7, 0])
    const exact = omega.map((w) => 1 / Math.hypot(0.35, 0.3 - w))
    expect(Math.max(...modulus.map((value, k) => Math.abs(value - (exact[k] ?? NaN))))).toBeLessThan(1e-9)
  })
})

describe('a law that is none', () => {
  test.each([
    ['a name that is not known', 'from + omega0*t', 'formula-unknown-symbol', 8],
    ['a variable', 'from + z', 'formula-unknown-symbol', 8],
    ['a sum that breaks off', 'from + ', 'formula-syntax', 7],
    ['a complex number', 'i*t', 'formula-unknown-symbol', 1]
  ])('%s is shown at its character', (_what, law, code, column) => {
    expect(() => courseOf(withLaw(law))).toThrow(expect.objectContaining({ code, place: { field: 'sweep.law', column } }))
  })

  test('no frequency at some time: says when', () => {
    expect(() => courseOf(withLaw('1/(t - T/2)'))).toThrow(/no frequency at t = 5\.000/)
  })
})
