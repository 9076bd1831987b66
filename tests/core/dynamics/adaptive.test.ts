/** The kernel of the methods with error control against their plain twin, against theory, and against certified solutions. */
import { describe, expect, test } from 'vitest'
import { emitAdaptiveKernel } from '../../../src/core/dynamics/adaptive/emit'
import { adaptivePlan } from '../../../src/core/dynamics/adaptive/plan'
import { createAdaptiveTwin } from '../../../src/core/dynamics/adaptive/twin'
import { createSimulator } from '../../../src/core/dynamics/create-simulator'
import { compileSweepKernel } from '../../../src/core/dynamics/kernel/compile'
import { createResampling, resample } from '../../../src/core/dynamics/resample'
import { simulatorOf } from '../../../src/core/dynamics/simulator'
import type { SimulationRecipe } from '../../../src/core/recipe/schema'
import { bundledRecipe, realVariable, recipeOf } from './recipes'

const KINDS = ['dormand-prince', 'rosenbrock'] as const
const lesson = bundledRecipe('duffing-curve')

const tolerant = (recipe: SimulationRecipe, kind: (typeof KINDS)[number], relative: number, absolute = relative / 10): SimulationRecipe => ({
  ...recipe,
  sweep: { ...recipe.sweep, integrator: { kind, relative, absolute } }
})

/** Every operation that a formula may have, three quantities, a drive with the phase of a typed law. */
const everything = recipeOf({
  system: {
    variables: [
      { kind: 'complex', name: 'z', equation: '(-0.4 - i*(a - omega/3))*z + i*force - z*abs(z)^1.5/9', initial: { re: 0, im: 0 }, noise: '0' },
      realVariable('x', '-x + tanh(re(z)) + log(1 + x^2)/9 + 1/(9 + exp(-x)) + min(x, 0.3)*max(im(z), 0)/4', 0.2),
      realVariable('v', 'sin(3*x) - v + cosh(v)/9 + sinh(v)/9 - atan(v) + arg(1 + z^2/99)/3 + (1 + abs(v))^x/9', -0.1)
    ],
    drives: [{ name: 'force', formula: 'cos(phase) + t/50' }]
  },
  sweep: { from: 0.3, to: 2, duration: 20, steps: 201, law: 'from + (to - from)*sin(pi*t/T)^2' },
  observation: { variable: 'v' }
})

describe.each(KINDS)('%s: the kernel', (kind) => {
  test.each([
    ['duffing', lesson, [0.3, 0.7, 0.05]],
    ['every operation', everything, [0.4]]
  ] as const)('takes the steps of its twin: %s', async (_name, base, parameters) => {
    const recipe = tolerant(base, kind, 1e-7)
    const { state } = (await createSimulator(recipe)).trace(parameters)
    const twin = createAdaptiveTwin(recipe, adaptivePlan(recipe))(parameters)
    for (const [name, row] of Object.entries(twin.state)) {
      // The same steps but for rounding: far below the tolerance
      expect(Math.max(...row.map((value, k) => Math.abs(value - (state[name]?.[k] ?? NaN)))), name).toBeLessThan(1e-10)
    }
  })

  test('makes the same bits whatever lane a sweep has and whoever its neighbours are; 37 sweeps are those of the twin', () => {
    const recipe = tolerant(lesson, kind, 1e-5)
    const count = 37
    const fill = (vectors: number, first: number, here: number) => {
      const simulator = simulatorOf(recipe, 5, emitAdaptiveKernel(adaptivePlan(recipe), vectors))
      const [x, y] = [new Float32Array(here * 50), new Float32Array(here * 3)]
      simulator.fill({ kind: 'training', batch: 3, first, count: here }, x, y)
      return { x: [...x], y }
    }
    const whole = fill(2, 0, count)
    expect([...fill(2, 0, 10).x, ...fill(2, 10, 27).x]).toEqual(whole.x)
    expect(fill(1, 0, count).x).toEqual(whole.x)
    expect(fill(3, 0, count).x).toEqual(whole.x)
    const twin = createAdaptiveTwin(recipe, adaptivePlan(recipe))
    const resampling = createResampling(400, 50)
    for (let sample = 0; sample < count; sample += 6) {
      const curve = resample(resampling, twin(whole.y.subarray(3 * sample, 3 * sample + 3)).observed)
      curve.forEach((value, bin) => expect(Math.abs(value - (whole.x[50 * sample + bin] ?? NaN))).toBeLessThan(1e-6))
    }
  })

  test('the error falls with the tolerance', async () => {
    const errorAt = async (relative: number): Promise<number> => {
      const { re } = (await createSimulator(tolerant(lesson, kind, relative))).trace([0.3, 0.7, 0.05])
      return Math.max(...re.map((value, k) => Math.abs(value - (exact[k] ?? NaN))))
    }
    const exact = (await createSimulator(tolerant(lesson, 'dormand-prince', 1e-13, 1e-14))).trace([0.3, 0.7, 0.05]).re
    const errors = [await errorAt(1e-4), await errorAt(1e-6), await errorAt(1e-8)]
    expect(errors[0]).toBeLessThan(1e-2)
    // Errors per unit of tolerance stay about the same
    expect((errors[0] ?? NaN) / (errors[1] ?? NaN)).toBeGreaterThan(20)
    expect((errors[1] ?? NaN) / (errors[2] ?? NaN)).toBeGreaterThan(20)
  })

  test('a failed sweep leaves the next call as it would have been', async () => {
    const recipe = tolerant(recipeOf({ system: { variables: [realVariable('x', 'a*x^2 - x', 1)] }, sweep: { duration: 20, steps: 50 } }), kind, 1e-6)
    const simulator = await createSimulator(recipe)
    const calm = simulator.trace([0.2]).observed
    expect(() => simulator.trace([2])).toThrow(/the steps become too small/)
    expect(simulator.trace([0.2]).observed).toEqual(calm)
  })
})

describe('certified reference problems, typed as formulas', () => {
  /** Variables after `end`, which is the first of two points. */
  async function solved(variables: Parameters<typeof recipeOf>[0]['system'], kind: (typeof KINDS)[number], end: number, relative: number, absolute: number) {
    const recipe = recipeOf({ system: variables, sweep: { from: 0, to: 0, duration: end, steps: 2 }, observation: { variable: 'x' } })
    const { state } = (await createSimulator(tolerant(recipe, kind, relative, absolute))).trace([0.5])
    return Object.values(state).map((row) => row[0] ?? NaN)
  }

  test('Dormand-Prince: the Arenstorf orbit closes (Hairer, Norsett, Wanner I, section II.0)', async () => {
    const system = {
      variables: [
        realVariable('x', 'u', 0.994),
        realVariable('y', 'v', 0),
        realVariable('u', 'x + 2*v - (1 - m)*(x + m)/d1 - m*(x - 1 + m)/d2', 0),
        realVariable('v', 'y - 2*u - (1 - m)*y/d1 - m*y/d2', -2.00158510637908252240537862224)
      ].map((variable) => ({
        ...variable,
        equation: variable.equation.replaceAll('d1', '((x + m)^2 + y^2)^1.5').replaceAll('d2', '((x - 1 + m)^2 + y^2)^1.5')
      })),
      constants: { m: 0.012277471 }
    }
    const [x = NaN, y = NaN] = await solved(system, 'dormand-prince', 17.0652165601579625588917206249, 1e-12, 1e-12)
    expect(Math.hypot(x - 0.994, y)).toBeLessThan(1e-5)
  })

  test('Rosenbrock: van der Pol with mu = 1000 at t = 2000 (values: see integrators.test.ts)', async () => {
    const system = { variables: [realVariable('x', 'v', 2), realVariable('v', '1000*(1 - x^2)*v - x', 0)] }
    const [x = NaN, v = NaN] = await solved(system, 'rosenbrock', 2000, 1e-9, 1e-12)
    expect(x / 1.706167732170469).toBeCloseTo(1, 6)
    expect(v / -0.8928097010248125e-3).toBeCloseTo(1, 6)
  })

  test("Rosenbrock: Robertson's reaction at t = 10^11 (values: see integrators.test.ts)", async () => {
    const system = {
      variables: [realVariable('x', '-0.04*x + 1e4*y*z', 1), realVariable('y', '0.04*x - 1e4*y*z - 3e7*y^2', 0), realVariable('z', '3e7*y^2', 0)]
    }
    const [x = NaN, y = NaN, z = NaN] = await solved(system, 'rosenbrock', 1e11, 1e-8, 1e-20)
    expect(x / 0.2083340149701255e-7).toBeCloseTo(1, 4)
    expect(y / 0.8333360770334713e-13).toBeCloseTo(1, 4)
    expect(z).toBeCloseTo(0.999999979166505, 10)
  })
})

test('a stiff linear system whose pivots must be exchanged: the solution in closed form', async () => {
  // Eigenvalues -1000, -1 and -2; but for short steps the largest number of the first column stands in the last row
  const system = {
    variables: [
      realVariable('x', 'y', 1),
      realVariable('y', 'w', 0),
      realVariable('w', '-2000*x - 3002*y - 1003*w', 0)
    ]
  }
  const recipe = tolerant(recipeOf({ system, sweep: { from: 0, to: 0, duration: 5, steps: 51 } }), 'rosenbrock', 1e-9, 1e-12)
  const { state } = (await createSimulator(recipe)).trace([0.5])
  // x = a e^-t + b e^-2t + c e^-1000t with x(0) = 1, x'(0) = x''(0) = 0
  const [a, b, c] = [2000 / 999, -1000 / 998, 2 / (999 * 998)]
  const exact = (t: number) => a * Math.exp(-t) + b * Math.exp(-2 * t) + c * Math.exp(-1000 * t)
  for (const step of [0, 9, 24, 49]) expect(state['x']?.[step]).toBeCloseTo(exact((step + 1) / 10), 8)
})

test('a stiff system too large for the kernel is solved by the twin: a chain of 9 damped modes decays as it should', async () => {
  const names = Array.from({ length: 9 }, (_, k) => `z${k}`)
  const system = {
    variables: names.map((name, k) => ({
      kind: 'complex' as const,
      name,
      equation: `-${4 ** k}*${name} + i*${name}`,
      initial: { re: 1, im: 0 },
      noise: '0'
    }))
  }
  const recipe = tolerant(recipeOf({ system, sweep: { from: 0, to: 0, duration: 1, steps: 11 }, observation: { variable: 'z0', quantity: 'modulus' } }), 'rosenbrock', 1e-8)
  expect((await compileSweepKernel(recipe)).kind).toBe('adaptive-plan')
  const { modulus, state } = (await createSimulator(recipe)).trace([0.5])
  expect(modulus[9]).toBeCloseTo(Math.exp(-1), 7)
  expect(state['z1.re']?.[4]).toBeCloseTo(Math.exp(-2) * Math.cos(0.5), 7)
  expect(state['z8.re']?.[0]).toBeCloseTo(0, 7)
})
