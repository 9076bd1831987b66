/** A sweep from the states after its steps, whoever computed them. */
import type { SimulationRecipe } from '../recipe/schema'
import { observe, observedComponents } from './observe'
import type { Sweep } from './sweep'

/**
 * @param omega [steps] drive frequency at the end of each step
 * @param state names of the real quantities
 * @param rows for each of them [steps]
 * @param observed [steps] as the kernel rounded it; else it is computed here
 */
export function sweepOfStates(recipe: SimulationRecipe, omega: Float64Array, state: readonly string[], rows: readonly Float64Array[], observed?: Float64Array): Sweep {
  const byName = Object.fromEntries(state.map((name, k) => [name, rows[k] ?? new Float64Array(recipe.sweep.steps)]))
  const [re, im] = observedComponents(recipe).map((name) => byName[name])
  const zeros = new Float64Array(recipe.sweep.steps)
  const [x, y] = [re ?? zeros, im ?? zeros]
  const each = (value: (x: number, y: number) => number): Float64Array => x.map((part, k) => value(part, y[k] ?? NaN))
  return {
    omega: omega.slice(),
    re: x,
    im: y,
    modulus: recipe.observation.quantity === 'modulus' && observed ? observed : each((a, b) => Math.sqrt(a * a + b * b)),
    observed: observed ?? each((a, b) => observe(recipe, a, b)),
    state: byName
  }
}
