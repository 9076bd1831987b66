import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sweepPlan } from '../../../src/core/dynamics/plan'
import { createTwin } from '../../../src/core/dynamics/twin'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import type { SimulationRecipe } from '../../../src/core/recipe/schema'

const recipe = simulationRecipeSchema.parse(JSON.parse(readFileSync('resources/recipes/duffing-curve.json', 'utf8')))

function swept(changes: Partial<SimulationRecipe['sweep']>, eta = 0): SimulationRecipe {
  const system = { ...recipe.system, constants: { f: 1, eta } }
  return { ...recipe, system, sweep: { ...recipe.sweep, ...changes } }
}

/** f^2 of the steady state at |z|^2 = n: the cubic of science.md section 1, solved for the drive. */
function drive(n: number, omega: number, [omega0, gamma, epsilon]: readonly number[], eta = 0): number {
  return ((gamma ?? NaN) / 2 + eta * n) ** 2 * n + ((omega0 ?? NaN) - omega + (epsilon ?? NaN) * n) ** 2 * n
}

describe('swept oscillator against theory', () => {
  test('constant drive frequency, no nonlinearity: z(t) = i f (1 - e^(lambda t)) / -lambda in closed form', () => {
    const [omega0, gamma, duration, steps] = [0.8, 0.6, 10, 1001]
    const { re, im } = createTwin(sweepPlan(swept({ from: 0.3, to: 0.3, duration, steps })))([omega0, gamma, 0])
    const dt = duration / (steps - 1)
    for (const step of [0, 99, 500, 1000]) {
      const t = (step + 1) * dt
      const detuning = omega0 - 0.3
      const decay = Math.exp((-gamma / 2) * t)
      const [growRe, growIm] = [1 - decay * Math.cos(detuning * t), decay * Math.sin(detuning * t)]
      // i (growRe + i growIm) / (gamma/2 + i detuning)
      const norm = gamma ** 2 / 4 + detuning ** 2
      expect(re[step]).toBeCloseTo((-growIm * (gamma / 2) + growRe * detuning) / norm, 9)
      expect(im[step]).toBeCloseTo((growRe * (gamma / 2) + growIm * detuning) / norm, 9)
    }
  })

  test('order 4: halving the step divides the error by 16', () => {
    const end = (steps: number): readonly number[] => {
      // The recipe makes one step more than the duration holds, so the point at `duration` is the last but one.
      const { re, im } = createTwin(sweepPlan(swept({ from: -2, to: 2, duration: 20, steps: steps + 1 })))([0.2, 1, 0.1])
      return [re[steps - 1] ?? NaN, im[steps - 1] ?? NaN]
    }
    const distance = (a: readonly number[], b: readonly number[]) =>
      Math.hypot(...a.map((value, part) => value - (b[part] ?? NaN)))
    const [coarse, middle, fine] = [end(200), end(400), end(800)]
    const order = Math.log2(distance(coarse, middle) / distance(middle, fine))
    expect(order).toBeGreaterThan(3.9)
    expect(order).toBeLessThan(4.1)
  })

  test.each([0, 0.03])('a slow sweep solves the steady-state cubic (eta = %d)', (eta) => {
    const parameters = [0.2, 1, 0.04]
    const slow = swept({ from: -3, to: 3, duration: 6000, steps: 60_001 }, eta)
    const { omega, modulus } = createTwin(sweepPlan(slow))(parameters)
    for (let step = 5000; step < 60_000; step += 2500) {
      const force = drive((modulus[step] ?? NaN) ** 2, omega[step] ?? NaN, parameters, eta)
      expect(Math.abs(force - 1)).toBeLessThan(0.01)
    }
  })

  test('up and down sweeps jump at the two folds of the cubic', () => {
    const parameters = [0, 0.8, 0.5]
    const jump = (from: number, to: number): number => {
      const { omega, modulus } = createTwin(sweepPlan(swept({ from, to, duration: 12_000, steps: 120_001 })))(parameters)
      let largest = 0
      let at = NaN
      for (let step = 2000; step < 120_000; step++) {
        const change = Math.abs((modulus[step] ?? NaN) - (modulus[step - 1] ?? NaN))
        if (change > largest) [largest, at] = [change, omega[step] ?? NaN]
      }
      return at
    }
    const [up, down] = [jump(-2, 6), jump(6, -2)]
    const [lower, upper] = folds(parameters)
    expect(upper - lower).toBeGreaterThan(0.5)
    // A fold is passed late by about (rate of the sweep)^(2/3), here 0.008, times a number of order 2.3.
    expect(Math.abs(up - upper)).toBeLessThan(0.05)
    expect(Math.abs(down - lower)).toBeLessThan(0.05)
  })
})

/**
 * Where the cubic has a double root: along the resonance curve omega(n) = omega0 + epsilon n +- sqrt(1/n - gamma^2/4)
 * the frequency turns back. The upper fold is the maximum of the + branch's end and the - branch; the lower the
 * minimum of the + branch. Found on a fine grid of n, without the code under test.
 */
function folds([omega0 = 0, gamma = 1, epsilon = 0]: readonly number[]): readonly [number, number] {
  const largest = 4 / gamma ** 2
  let upper = -Infinity
  let lower = Infinity
  for (let k = 1; k < 2_000_000; k++) {
    const n = (largest * k) / 2_000_000
    const width = Math.sqrt(1 / n - gamma ** 2 / 4)
    upper = Math.max(upper, omega0 + epsilon * n - width)
    lower = Math.min(lower, omega0 + epsilon * n + width)
  }
  return [lower, upper]
}
