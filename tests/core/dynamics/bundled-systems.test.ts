import { expect, test } from 'vitest'
import { createSimulator } from '../../../src/core/dynamics/create-simulator'
import { sweepPlan } from '../../../src/core/dynamics/plan'
import type { Sweep } from '../../../src/core/dynamics/sweep'
import { createTwin } from '../../../src/core/dynamics/twin'
import type { SimulationRecipe } from '../../../src/core/recipe/schema'
import { bundledRecipe } from './recipes'

interface Changes {
  readonly constants?: Readonly<Record<string, number>>
  /** Initial values of real variables. */
  readonly initial?: Readonly<Record<string, number>>
  readonly sweep?: Partial<SimulationRecipe['sweep']>
}

function changed(name: string, { constants = {}, initial = {}, sweep = {} }: Changes): SimulationRecipe {
  const recipe = bundledRecipe(name)
  const variables = recipe.system.variables.map((variable) =>
    variable.kind === 'real' ? { ...variable, initial: initial[variable.name] ?? variable.initial } : variable
  )
  const system = { ...recipe.system, variables, constants: { ...recipe.system.constants, ...constants } }
  return { ...recipe, system, sweep: { ...recipe.sweep, ...sweep } }
}

const swept = (name: string, parameters: readonly number[], changes: Changes = {}): Sweep =>
  createTwin(sweepPlan(changed(name, changes)))(parameters)

/** A sweep that stays at one frequency. */
const at = (omega: number, duration: number, steps: number) => ({ from: omega, to: omega, duration, steps })

const lastOf = (values: ArrayLike<number> | undefined): number => values?.[values.length - 1] ?? NaN

/** Times between upward zeros, each found by a straight line: the mean of the last `count` periods. */
function meanPeriod(x: Float64Array, dt: number, count: number): number {
  const zeros: number[] = []
  for (let k = 1; k < x.length; k++) {
    const [before, after] = [x[k - 1] ?? NaN, x[k] ?? NaN]
    if (before < 0 && after >= 0) zeros.push(dt * (k - 1 + before / (before - after)))
  }
  const last = zeros.slice(-count - 1)
  return ((last.at(-1) ?? NaN) - (last[0] ?? NaN)) / count
}

test('Duffing with nonlinear damping: a slow sweep solves the steady-state cubic, eta included', () => {
  const [omega0, gamma, epsilon, eta] = [0.2, 1, 0.05, 0.08]
  const { omega, modulus } = swept('duffing-damped', [omega0, gamma, epsilon, eta], { sweep: { duration: 6000, steps: 60_001 } })
  for (let k = 5000; k < 60_000; k += 5000) {
    const n = (modulus[k] ?? NaN) ** 2
    const force2 = n * ((gamma / 2 + eta * n) ** 2 + (omega0 - (omega[k] ?? NaN) + epsilon * n) ** 2)
    expect(Math.abs(force2 - 1)).toBeLessThan(0.01)
  }
})

test('Duffing with thermal noise: without drive the mean of |z|^2 is T (equipartition)', async () => {
  const recipe = changed('duffing-thermal', { constants: { f: 0, T: 0.3 }, sweep: at(0, 5000, 100_000) })
  const simulator = await createSimulator(recipe, 4)
  const { observed } = simulator.trace([0.4, 1.2, 0], { kind: 'sample', batch: 0, first: 0, count: 1 })
  const mean = observed.reduce((sum, size) => sum + size ** 2, 0) / observed.length
  // |z|^2 is exponentially distributed and correlated over 1/gamma, so the mean is known to sqrt(2/(gamma time)) = 1.8 %
  expect(Math.abs(mean / 0.3 - 1)).toBeLessThan(4 * 0.018)
})

test('Duffing in the laboratory: the lock-in reads the full line f / sqrt((1 - w^2)^2 + (gamma w)^2)', () => {
  for (const omega of [0.9, 1, 1.1]) {
    const { observed } = swept('duffing-lab', [1, 0.08, 0], { constants: { f: 0.06, tau: 100 }, sweep: at(omega, 2000, 20_001) })
    expect(lastOf(observed) / (0.06 / Math.hypot(1 - omega ** 2, 0.08 * omega))).toBeCloseTo(1, 2)
  }
})

test('van der Pol: an amplitude of 2 and a frequency of 1 - mu^2/16 without drive', () => {
  const mu = 0.3
  const { state } = swept('van-der-pol', [1, mu, 0], { sweep: at(1, 300, 30_001) })
  const x = state.x ?? new Float64Array()
  expect(Math.max(...x.subarray(20_000))).toBeCloseTo(2, 1)
  expect((2 * Math.PI) / meanPeriod(x, 0.01, 20)).toBeCloseTo(1 - mu ** 2 / 16, 4)
})

test('Mathieu: pumped at twice its frequency, a small motion grows at the rate h/4 - gamma/2', () => {
  const [gamma, h] = [0.02, 0.1]
  const { state } = swept('parametric', [1, gamma, h], { initial: { x: 1e-6 }, sweep: at(2, 200, 20_001) })
  const envelope = (from: number): number => Math.max(...(state.x?.subarray(from, from + 700) ?? []).map(Math.abs))
  const rate = Math.log(envelope(18_000) / envelope(8000)) / 100
  // Corrections are of second order in h
  expect(Math.abs(rate - (h / 4 - gamma / 2))).toBeLessThan(h ** 2 / 50)
})

test('pendulum: the period 2 pi / agm(1, cos(amplitude/2)) of large swings, and their energy, without drive and damping', () => {
  const amplitude = 2
  const { state } = swept('pendulum', [1, 0, 0], { initial: { x: amplitude }, sweep: at(1, 100, 20_001) })
  const x = state.x ?? new Float64Array()
  let [a, b] = [1, Math.cos(amplitude / 2)]
  for (let k = 0; k < 8; k++) [a, b] = [(a + b) / 2, Math.sqrt(a * b)]
  expect(meanPeriod(x, 0.005, 10)).toBeCloseTo((2 * Math.PI) / a, 6)
  const energy = lastOf(state.v) ** 2 / 2 - Math.cos(lastOf(x))
  expect(energy).toBeCloseTo(-Math.cos(amplitude), 9)
})

test('coupled modes: the steady response f / |D1 - g^2/D2| of two lines that repel each other', () => {
  const [omega1, omega2, gamma1, gamma2, g] = [0.3, -0.4, 0.6, 0.3, 0.9]
  for (const omega of [-1.5, -0.4, 0, 1.1]) {
    const { modulus } = swept('coupled-modes', [omega1, omega2, gamma1, gamma2, g], { sweep: at(omega, 200, 4001) })
    // (gamma1/2 + i d1 + g^2/(gamma2/2 + i d2)) z = i f
    const [d1, d2] = [omega1 - omega, omega2 - omega]
    const norm = (gamma2 / 2) ** 2 + d2 ** 2
    const [re, im] = [gamma1 / 2 + (g ** 2 * gamma2) / 2 / norm, d1 - (g ** 2 * d2) / norm]
    expect(lastOf(modulus)).toBeCloseTo(0.5 / Math.hypot(re, im), 8)
  }
})

test('optomechanics: radiation pressure shifts the cavity by 2 g^2 Omega |a|^2 / (Omega^2 + Gamma^2/4)', () => {
  const [kappa, g, drive, Omega, Gamma] = [1, 0.3, 0.4, 2, 0.5]
  for (const detuning of [-1, -0.2, 0.1]) {
    const { modulus } = swept('optomechanics', [kappa, g, drive], { sweep: at(detuning, 200, 8001) })
    const n = lastOf(modulus) ** 2
    const shift = (2 * g ** 2 * Omega * n) / (Omega ** 2 + Gamma ** 2 / 4)
    expect(n * ((kappa / 2) ** 2 + (detuning + shift) ** 2)).toBeCloseTo(drive ** 2, 7)
  }
})

test('Kerr resonator: the steady state on the branch that a slow integrated sweep follows', async () => {
  const parameters = [0.1, 0.8, -0.1]
  const { omega, observed } = (await createSimulator(bundledRecipe('kerr-resonator'))).trace(parameters)
  const slow = swept('kerr-resonator', parameters, { sweep: { duration: 4000, steps: 80_001, integrator: { kind: 'rk4' } } })
  const compared = observed.filter((size, k) => {
    const same = slow.modulus[Math.round(((4 - (omega[k] ?? NaN)) / 8) * 80_000)] ?? NaN
    return Math.abs(size - same) < 0.02
  })
  // All but the points within one step of the jump, which the sweep passes with a delay
  expect(compared.length).toBeGreaterThan(0.97 * observed.length)
})

test('beam: a free swing of amplitude A shifts the frequency by (3 alpha/8 - 5 beta^2/12) A^2 (Landau and Lifshitz, Mechanics, section 28)', () => {
  const [alpha, beta, amplitude] = [0.05, 0.2, 0.2]
  const { state } = swept('beam', [1, 0, beta], { constants: { f: 0 }, initial: { x: amplitude }, sweep: at(1, 500, 50_001) })
  const x = state.x ?? new Float64Array()
  // Half the distance between turning points; quadratic stiffness moves the middle
  const middle = (Math.max(...x.subarray(0, 700)) + Math.min(...x.subarray(0, 700))) / 2
  const centred = x.map((value) => value - middle)
  const A = Math.max(...centred.subarray(0, 700))
  const shift = (2 * Math.PI) / meanPeriod(centred, 0.01, 50) - 1
  expect(shift / (((3 * alpha) / 8 - (5 * beta ** 2) / 12) * A ** 2)).toBeCloseTo(1, 1)
})
