import { describe, expect, test } from 'vitest'
import { createSimulator } from '../../../src/core/dynamics/create-simulator'
import { systemGraph } from '../../../src/core/dynamics/equation'
import { sweepPlan } from '../../../src/core/dynamics/plan'
import { createTwin } from '../../../src/core/dynamics/twin'
import type { Prior } from '../../../src/core/recipe/priors'
import type { SimulationRecipe } from '../../../src/core/recipe/schema'
import { realVariable, recipeOf } from './recipes'

/** Largest difference between the kernel's sweep and the double-precision twin's, over all quantities. */
async function kernelError(recipe: SimulationRecipe, parameters: readonly number[]): Promise<number> {
  const single = (await createSimulator(recipe, 3)).trace(parameters)
  const double = createTwin(sweepPlan(recipe))(parameters)
  const names = Object.keys(double.state)
  expect(Object.keys(single.state)).toEqual(names)
  const worst = names.map((name) => Math.max(...(single.state[name] ?? []).map((x, k) => Math.abs(x - (double.state[name]?.[k] ?? NaN)))))
  return Math.max(...worst)
}

describe('systems of several variables', () => {
  const pendulum = recipeOf({
    system: { variables: [realVariable('x', 'v'), realVariable('v', '-a*x + force', 1)], drives: [{ name: 'force', formula: 'a*cos(phase)/4' }] },
    sweep: { from: 0.5, to: 0.5, duration: 20, steps: 2001 }
  })

  test('an oscillator driven off resonance: x = sin t + (cos(w t) - cos t) F/(1 - w^2) in closed form', async () => {
    const { state } = createTwin(sweepPlan(pendulum))([1])
    for (const step of [99, 999, 2000]) {
      const t = (step + 1) / 100
      const exact = Math.sin(t) + ((Math.cos(t / 2) - Math.cos(t)) * 0.25) / 0.75
      expect(state.x?.[step]).toBeCloseTo(exact, 8)
    }
    expect(await kernelError(pendulum, [1])).toBeLessThan(1e-4)
  })

  test('two complex modes and a real one, all coupled: kernel and twin agree', async () => {
    const modes = recipeOf({
      system: {
        variables: [
          { kind: 'complex', name: 'z', equation: '(-1/2 - i*(a - omega))*z + i*g*w + i*exp(-x^2)', initial: { re: 1, im: 0 }, noise: '0' },
          { kind: 'complex', name: 'w', equation: '(-1/3 + i*omega)*w + i*g*z', initial: { re: 0, im: -1 }, noise: '0' },
          realVariable('x', '-x + abs(z)^2/(1 + abs(w))', 0.5)
        ],
        constants: { g: 0.7 }
      },
      observation: { variable: 'w', quantity: 'imaginary' }
    })
    expect(await kernelError(modes, [0.4])).toBeLessThan(2e-5)
    const simulator = await createSimulator(modes, 3)
    const { observed, state } = simulator.trace([0.4])
    expect(observed).toEqual(state['w.im'])
  })

  test('a phase of 10^5 keeps its digits, since what depends on time alone is tabulated in double precision', async () => {
    const fast = recipeOf({ system: { variables: [realVariable('x', 'a*cos(phase)*1000')] }, sweep: { from: 1000, to: 1000, duration: 100, steps: 100_001 } })
    // RK4 of a right-hand side in t alone is Simpson's rule: relative error (w dt)^4/2880
    const { state } = (await createSimulator(fast, 3)).trace([1])
    const last = state.x?.[100_000] ?? NaN
    expect(Math.abs(last - Math.sin(1000 * 100.001))).toBeLessThan(2e-3)
    expect(Math.abs(createTwin(sweepPlan(fast))([1]).state.x?.[100_000] ?? NaN) - Math.abs(Math.sin(1000 * 100.001))).toBeLessThan(4e-4)
  })

  test('a swept phase is the integral of omega', () => {
    const chirp = recipeOf({ system: { variables: [realVariable('x', 'omega')] }, sweep: { from: -1, to: 3, duration: 10, steps: 101 } })
    const phase = recipeOf({ ...chirp, system: { variables: [realVariable('x', 'phase - 0*t')] } })
    const integrated = createTwin(sweepPlan(chirp))([0]).state.x
    const slope = createTwin(sweepPlan(phase))([0]).state.x
    // x' = phase; so the difference of its values is the phase's mean over a step, which the integral is too
    const dt = 0.1
    for (const k of [1, 40, 99]) {
      const mean = ((slope?.[k] ?? NaN) - (slope?.[k - 1] ?? NaN)) / dt
      expect(mean).toBeCloseTo(((integrated?.[k] ?? NaN) + (integrated?.[k - 1] ?? NaN)) / 2, 2)
    }
    expect(integrated?.[99]).toBeCloseTo(-10 + 20, 9)
  })
})

describe('what a system may not be', () => {
  const variables = [realVariable('x', '-x'), realVariable('y', 'x*y')]
  test.each([
    ['a real variable with a complex slope', { variables: [realVariable('x', '-x'), realVariable('y', 'i*y')] }, 'formula-not-real', 'system.variables.1.equation'],
    ['a drive that uses a variable', { drives: [{ name: 'f', formula: 'cos(t)*x' }] }, 'formula-unknown-symbol', 'system.drives.0.formula'],
    ['a drive that uses a later one', { drives: [{ name: 'f', formula: '2*g' }, { name: 'g', formula: 't' }] }, 'formula-unknown-symbol', 'system.drives.0.formula'],
    ['noise that is complex', { variables: [realVariable('x', '-x', 0, 'i')] }, 'formula-not-real', 'system.variables.0.noise'],
    ['a misspelt variable', { variables: [realVariable('x', '-x - yy')] }, 'formula-unknown-symbol', 'system.variables.0.equation']
  ])('%s', (_what, changes, code, field) => {
    const { system } = recipeOf({ system: { variables, ...changes } })
    expect(() => systemGraph(system)).toThrow(expect.objectContaining({ code, place: expect.objectContaining({ field }) as unknown }))
  })

  test.each(['t', 'phase', 'omega', 'i', 'pi', 'x', 'a'])('a constant named %s', (name) => {
    expect(() => systemGraph(recipeOf({ system: { constants: { [name]: 1 } } }).system)).toThrow(`"${name}" stands for two things`)
  })
})

describe('priors', () => {
  const priors: Prior[] = [
    { kind: 'log-uniform', name: 'a', unit: '', low: 0.01, high: 100 },
    { kind: 'fixed', name: 'b', unit: 'Hz', value: 2.5 },
    { kind: 'normal', name: 'c', unit: '', mean: -3, deviation: 0.5 }
  ]
  const recipe = recipeOf({ system: { variables: [realVariable('x', 'b - x + 0*a*c')], priors } })

  test('draws have the moments of their distribution; a fixed parameter is a constant', async () => {
    const simulator = await createSimulator(recipe, 3)
    expect(simulator.parameters).toEqual(['a', 'c'])
    const count = 4096
    const [x, y] = [new Float32Array(count * 50), new Float32Array(count * 2)]
    simulator.fill({ kind: 'training', batch: 0, first: 0, count }, x, y)
    const column = (k: number, map: (value: number) => number) => Array.from({ length: count }, (_, row) => map(y[2 * row + k] ?? NaN))
    const moments = (values: number[]) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / count
      return [mean, values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count] as const
    }
    const [meanLog, varianceLog] = moments(column(0, Math.log10))
    expect(Math.abs(meanLog)).toBeLessThan(5 * Math.sqrt(16 / 12 / count))
    expect(varianceLog / (16 / 12)).toBeCloseTo(1, 1)
    const [mean, variance] = moments(column(1, (value) => value))
    expect(Math.abs(mean + 3)).toBeLessThan((5 * 0.5) / Math.sqrt(count))
    expect(variance / 0.25).toBeCloseTo(1, 1)
    // x' = b - x ends at b
    expect(x[49]).toBeCloseTo(2.5, 5)
  })
})
