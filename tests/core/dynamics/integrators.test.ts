import { describe, expect, test } from 'vitest'
import { createSimulator } from '../../../src/core/dynamics/create-simulator'
import { dormandPrince, dormandPrinceFixed } from '../../../src/core/dynamics/integrators/dormand-prince'
import type { Keep, Problem, Tolerances } from '../../../src/core/dynamics/integrators/problem'
import { rosenbrock, rosenbrockFixed } from '../../../src/core/dynamics/integrators/rosenbrock'
import { sweepPlan } from '../../../src/core/dynamics/plan'
import { createTwin } from '../../../src/core/dynamics/twin'
import { bundledRecipe, realVariable, recipeOf } from './recipes'

type Method = (problem: Problem, start: number, times: ArrayLike<number>, tolerances: Tolerances, keep: Keep) => void

function at(method: Method, problem: Problem, end: number, relative: number, absolute = relative): Float64Array {
  let last = new Float64Array()
  method(problem, 0, [end], { relative, absolute }, (_k, y) => (last = y.slice()))
  return last
}

/** y' = -y + t y^2, whose Jacobian and time derivative are not constant: y = 1/(1 + t) from y(0) = 1. */
const bernoulli: Problem = {
  slope: (t, y, out) => void (out[0] = -(y[0] ?? NaN) + t * (y[0] ?? NaN) ** 2),
  jacobian: (t, y, out) => void (out[0] = -1 + 2 * t * (y[0] ?? NaN)),
  timeSlope: (_t, y, out) => void (out[0] = (y[0] ?? NaN) ** 2),
  initial: [1]
}

const orderOf = (error: (steps: number) => number, steps: number): number => Math.log2(error(steps) / error(2 * steps))

describe('order of convergence: log2 of the ratio of errors at h and h/2', () => {
  test('Dormand-Prince: 5, on x\'\' = -x', () => {
    const oscillator: Problem = { slope: (_t, y, out) => out.set([y[1] ?? NaN, -(y[0] ?? NaN)]), initial: [0, 1] }
    const error = (steps: number) => {
      const [x = NaN, v = NaN] = dormandPrinceFixed(oscillator, 0, 10, steps)
      return Math.hypot(x - Math.sin(10), v - Math.cos(10))
    }
    expect(Math.abs(orderOf(error, 200) - 5)).toBeLessThan(0.1)
  })

  test('Rosenbrock: 4, on an equation that depends on time', () => {
    const error = (steps: number) => Math.abs((rosenbrockFixed(bernoulli, 0, 2, steps)[0] ?? NaN) - 1 / 3)
    expect(Math.abs(orderOf(error, 160) - 4)).toBeLessThan(0.1)
  })
})

/**
 * Van der Pol and Robertson are those of F. Mazzia and C. Magherini, Test Set for Initial Value Problem Solvers, release 2.4 (2008), its
 * files vdpolm.f and rober.f: reference solutions by RADAU (E. Hairer and G. Wanner) at tolerances of 1.1e-18. Computed anew for this
 * test, with Radau IIA of seven stages in 34 digits and every step against two of half its length, they are
 * 1.706167732170465, -8.928097010248165e-4 and 2.083340149701294e-8, 8.333360770334783e-14, 0.9999999791665152.
 */
describe('certified reference problems', () => {
  test('Dormand-Prince: the Arenstorf orbit closes (Hairer, Norsett, Wanner I, section II.0)', () => {
    const mu = 0.012277471
    const period = 17.0652165601579625588917206249
    const arenstorf: Problem = {
      slope: (_t, y, out) => {
        const [x = NaN, z = NaN, vx = NaN, vz = NaN] = y
        const d1 = ((x + mu) ** 2 + z ** 2) ** 1.5
        const d2 = ((x - (1 - mu)) ** 2 + z ** 2) ** 1.5
        out.set([vx, vz])
        out[2] = x + 2 * vz - ((1 - mu) * (x + mu)) / d1 - (mu * (x - (1 - mu))) / d2
        out[3] = z - 2 * vx - ((1 - mu) * z) / d1 - (mu * z) / d2
      },
      initial: [0.994, 0, 0, -2.00158510637908252240537862224]
    }
    const [x = NaN, z = NaN] = at(dormandPrince, arenstorf, period, 1e-12)
    expect(Math.hypot(x - 0.994, z)).toBeLessThan(1e-5)
  })

  test('Rosenbrock: van der Pol with mu = 1000 at t = 2000 (vdpolm.f of the test set)', () => {
    const mu = 1000
    const vanDerPol: Problem = {
      slope: (_t, y, out) => out.set([y[1] ?? NaN, mu * (1 - (y[0] ?? NaN) ** 2) * (y[1] ?? NaN) - (y[0] ?? NaN)]),
      jacobian: (_t, y, out) => out.set([0, 1, -2 * mu * (y[0] ?? NaN) * (y[1] ?? NaN) - 1, mu * (1 - (y[0] ?? NaN) ** 2)]),
      initial: [2, 0]
    }
    const [y1 = NaN, y2 = NaN] = at(rosenbrock, vanDerPol, 2000, 1e-9, 1e-12)
    expect(y1 / 1.706167732170469).toBeCloseTo(1, 6)
    expect(y2 / -0.8928097010248125e-3).toBeCloseTo(1, 6)
  })

  test('Rosenbrock: Robertson\'s reaction at t = 10^11 (rober.f of the test set)', () => {
    const robertson: Problem = {
      slope: (_t, y, out) => {
        const [a = NaN, b = NaN, c = NaN] = y
        out.set([-0.04 * a + 1e4 * b * c, 0.04 * a - 1e4 * b * c - 3e7 * b * b, 3e7 * b * b])
      },
      jacobian: (_t, y, out) => {
        const [, b = NaN, c = NaN] = y
        out.set([-0.04, 1e4 * c, 1e4 * b, 0.04, -1e4 * c - 6e7 * b, -1e4 * b, 0, 6e7 * b, 0])
      },
      initial: [1, 0, 0]
    }
    const [a = NaN, b = NaN, c = NaN] = at(rosenbrock, robertson, 1e11, 1e-8, 1e-20)
    expect(a / 0.2083340149701255e-7).toBeCloseTo(1, 4)
    expect(b / 0.8333360770334713e-13).toBeCloseTo(1, 4)
    expect(c).toBeCloseTo(0.9999999791665050, 10)
  })
})

describe('methods with error control on recipes', () => {
  const lesson = bundledRecipe('duffing-curve')
  const parameters = [0.3, 0.7, 0.05]

  test.each(['dormand-prince', 'rosenbrock'] as const)('%s follows the swept equation between its steps, time dependence included', async (kind) => {
    const fine = createTwin(sweepPlan({ ...lesson, sweep: { ...lesson.sweep, steps: 399 * 16 + 1 } }))(parameters)
    const recipe = { ...lesson, sweep: { ...lesson.sweep, integrator: { kind, relative: 1e-8, absolute: 1e-9 } } }
    const { re, im } = (await createSimulator(recipe)).trace(parameters)
    for (const step of [0, 50, 200, 300, 398]) {
      const same = 16 * (step + 1) - 1
      expect(Math.abs((re[step] ?? NaN) - (fine.re[same] ?? NaN))).toBeLessThan(2e-5)
      expect(Math.abs((im[step] ?? NaN) - (fine.im[same] ?? NaN))).toBeLessThan(2e-5)
    }
  })

  test('a solution that grows without bound is said to be so, and where', async () => {
    const blowUp = recipeOf({
      system: { variables: [realVariable('x', 'x^2', 1)] },
      sweep: { duration: 2, steps: 100, integrator: { kind: 'dormand-prince', relative: 1e-6, absolute: 1e-9 } }
    })
    const simulator = await createSimulator(blowUp)
    expect(() => simulator.trace([0])).toThrow(/beyond t = (1\.0000|0\.9999)/)
  })

  test('random forces are refused by methods that have no place for them', async () => {
    for (const integrator of [{ kind: 'rk4' }, { kind: 'rosenbrock', relative: 1e-6, absolute: 1e-6 }] as const) {
      const noisy = recipeOf({ system: { variables: [realVariable('x', '-x', 0, '1')] }, sweep: { integrator } })
      await expect(createSimulator(noisy)).rejects.toThrow(/random forces/)
    }
  })
})
