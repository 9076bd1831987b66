/** What is observed of a state, as a node of a graph. */
import { createBuilder, inline, input } from '../formula/build'
import type { Builder } from '../formula/build'
import { modulus, real } from '../formula/complex'
import type { Complex } from '../formula/complex'
import { withoutDeadNodes } from '../formula/graph'
import type { Graph } from '../formula/graph'
import type { SimulationRecipe } from '../recipe/schema'
import { componentsOf } from './components'

/** Output of a step that holds what is observed of the state before it. */
export const OBSERVED = 'observed'

/** Names of the observed variable's quantities: [z.re, z.im] or [x]. */
export function observedComponents({ system, observation }: Pick<SimulationRecipe, 'system' | 'observation'>): readonly string[] {
  const variable = system.variables.find(({ name }) => name === observation.variable)
  if (!variable) throw new RangeError(`the recipe has no variable ${observation.variable}`)
  return componentsOf(variable)
}

/** The step's graph with the output OBSERVED besides; |z|^2 is shared with equations that need it anyway. */
export function withObservation(step: Graph, recipe: Pick<SimulationRecipe, 'system' | 'observation'>): Graph {
  const builder = createBuilder()
  const observed = observedNode(builder, recipe)
  const outputs = inline(builder, step, new Map())
  return withoutDeadNodes({ nodes: builder.nodes, outputs: { ...outputs, [OBSERVED]: observed } })
}

function observedNode(builder: Builder, recipe: Pick<SimulationRecipe, 'system' | 'observation'>): number {
  const [re = '', im] = observedComponents(recipe)
  const x = input(builder, re)
  const z: Complex = im === undefined ? real(builder, x) : { re: x, im: input(builder, im) }
  const { quantity } = recipe.observation
  if (quantity === 'modulus') return modulus(builder, z)
  return quantity === 'real' ? z.re : z.im
}

/** What is observed of a state in double precision. @param re, im of the observed variable */
export function observe({ observation }: Pick<SimulationRecipe, 'observation'>, re: number, im: number): number {
  if (observation.quantity === 'modulus') return Math.sqrt(re * re + im * im)
  return observation.quantity === 'real' ? re : im
}
