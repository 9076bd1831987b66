/** The steady state of a Duffing oscillator along a sweep, as a kernel: which number of the recipe is which of the equation. */
import type { SimulationRecipe } from '../recipe/schema'
import { componentsOf } from './components'
import { followBranch, steadyAmplitude } from './steady-state'
import { sweepOfStates } from './sweep-of-states'
import type { Sweep } from './sweep'

/** What the equation's numbers must be called. */
export const OSCILLATOR_SYMBOLS = ['omega0', 'gamma', 'epsilon', 'eta', 'f'] as const
type OscillatorSymbol = (typeof OSCILLATOR_SYMBOLS)[number]

/** Plain data that may be sent to a thread: where each symbol's value comes from. */
export interface SteadyKernel {
  readonly kind: 'steady-state'
  /** [steps] drive frequency at the end of each step. */
  readonly omega: Float64Array
  readonly sources: Readonly<Record<OscillatorSymbol, { readonly parameter: number } | { readonly value: number }>>
}

export type OscillatorValues = Readonly<Record<OscillatorSymbol, number>>

export function valuesOf(sources: SteadyKernel['sources'], parameters: ArrayLike<number>): OscillatorValues {
  const value = (name: OscillatorSymbol): number => {
    const source = sources[name]
    return 'value' in source ? source.value : (parameters[source.parameter] ?? NaN)
  }
  return { omega0: value('omega0'), gamma: value('gamma'), epsilon: value('epsilon'), eta: value('eta'), f: value('f') }
}

/** @returns a function from parameters to the sweep, on the branch that a slow sweep follows */
export function steadySweep(recipe: SimulationRecipe, { omega, sources }: SteadyKernel): (parameters: ArrayLike<number>) => Sweep {
  const state = recipe.system.variables.flatMap(componentsOf)
  return (parameters) => {
    const { f, ...oscillator } = valuesOf(sources, parameters)
    const intensities = followBranch(oscillator, omega, f)
    const rows = [new Float64Array(omega.length), new Float64Array(omega.length)] as const
    intensities.forEach((n, k) => {
      const [re, im] = steadyAmplitude(oscillator, omega[k] ?? NaN, f, n)
      rows[0][k] = re
      rows[1][k] = im
    })
    return sweepOfStates(recipe, omega, state, rows)
  }
}
