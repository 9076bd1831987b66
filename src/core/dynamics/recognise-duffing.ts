/** Whether a recipe's equation is the Duffing oscillator of steady-state.ts, whatever it looks like. */
import { SharkfinError } from '../contract/errors'
import { createEvaluator } from '../formula/evaluate'
import { drawnPriors } from '../recipe/priors'
import type { SimulationRecipe } from '../recipe/schema'
import type { SystemRecipe } from '../recipe/system'
import { courseOf, omegaAfterSteps } from './course'
import { systemGraph } from './equation'
import { needsHeun } from './needs-heun'
import { OSCILLATOR_SYMBOLS, valuesOf } from './steady-kernel'
import type { OscillatorValues, SteadyKernel } from './steady-kernel'

/** @throws SharkfinError `integrator-not-duffing` where the equation is another one */
export function steadyKernel(recipe: SimulationRecipe): SteadyKernel {
  return { kind: 'steady-state', omega: omegaAfterSteps(courseOf(recipe.sweep)), sources: duffingSources(recipe) }
}

/** @throws SharkfinError `integrator-not-duffing`, `integrator-noise` */
export function duffingSources({ system }: Pick<SimulationRecipe, 'system'>): SteadyKernel['sources'] {
  const sources = Object.fromEntries(OSCILLATOR_SYMBOLS.map((name) => [name, sourceOf(system, name)])) as SteadyKernel['sources']
  if (systemGraph(system).noisy.length > 0) throw needsHeun('steady-state')
  if (!isDuffing(system, sources)) throw notDuffing()
  return sources
}

function sourceOf(system: SystemRecipe, name: string): { parameter: number } | { value: number } {
  const parameter = drawnPriors(system).findIndex((prior) => prior.name === name)
  if (parameter >= 0) return { parameter }
  const fixed = system.priors.find((prior) => prior.name === name)
  if (fixed?.kind === 'fixed') return { value: fixed.value }
  return { value: system.constants[name] ?? 0 }
}

/** Compared with the equation's own value at points of no symmetry: a polynomial of low degree that agrees there agrees everywhere. */
function isDuffing(system: SystemRecipe, sources: SteadyKernel['sources']): boolean {
  const [variable, ...others] = system.variables
  if (variable?.kind !== 'complex' || others.length > 0) return false
  const { graph, state } = systemGraph(system)
  const { registers, inputs, outputs, run } = createEvaluator(graph)
  const drawn = drawnPriors(system)
  return Array.from({ length: 12 }, (_, trial) => trial).every((trial) => {
    const random = (k: number): number => 0.3 + (((trial + 1) * 0.754877666 + (k + 1) * 0.569840291) % 1)
    const [re, im, omega] = [random(20), random(21), random(22)]
    const parameters = drawn.map((_, k) => random(k))
    const set = (name: string, value: number): void => {
      const register = inputs.get(name)
      if (register !== undefined) registers[register] = value
    }
    state.forEach((name, k) => set(name, k === 0 ? re : im))
    set('omega', omega)
    set('t', random(23))
    set('phase', random(24))
    drawn.forEach(({ name }, k) => set(name, parameters[k] ?? NaN))
    run()
    const [wantedRe, wantedIm] = duffingSlope(valuesOf(sources, parameters), re, im, omega)
    const [gotRe, gotIm] = state.map((name) => registers[outputs[name] ?? -1] ?? NaN)
    return Math.hypot((gotRe ?? NaN) - wantedRe, (gotIm ?? NaN) - wantedIm) < 1e-9 * (1 + Math.hypot(wantedRe, wantedIm))
  })
}

/** [-gamma/2 - eta |z|^2 - i (omega0 - omega + epsilon |z|^2)] z + i f */
function duffingSlope({ omega0, gamma, epsilon, eta, f }: OscillatorValues, re: number, im: number, omega: number): [number, number] {
  const n = re * re + im * im
  const [damping, detuning] = [gamma / 2 + eta * n, omega0 - omega + epsilon * n]
  return [-damping * re + detuning * im, -damping * im - detuning * re + f]
}

function notDuffing(): SharkfinError {
  return new SharkfinError({
    code: 'integrator-not-duffing',
    message: 'The integrator "steady-state" knows the Duffing oscillator in the rotating frame alone, and this is another equation.',
    remedy:
      'Write dz/dt = (-gamma/2 - eta*abs(z)^2 - i*(omega0 - omega + epsilon*abs(z)^2))*z + i*f with these names, or choose another integrator.',
    place: { field: 'sweep.integrator.kind' }
  })
}
