/**
 * Equations of motion in t alone, for methods that choose their own steps: omega written out by its law, and so the phase of a linear
 * sweep. The phase of a typed law has no closed form: it stays an input, and `phase.ts` integrates it.
 */
import { add, constant, createBuilder, inline, input, mul } from '../formula/build'
import type { Builder } from '../formula/build'
import { derivativeName, differentiate } from '../formula/differentiate'
import { withoutDeadNodes } from '../formula/graph'
import type { Graph } from '../formula/graph'
import type { SweepRecipe } from '../recipe/measurement'
import { addLaw } from './sweep-law'

/** @param graph of systemGraph @returns the same without omega, and without the phase of a linear sweep */
export function inTimeAlone(graph: Graph, sweep: SweepRecipe): Graph {
  const builder = createBuilder()
  const t = input(builder, 't', true)
  const phase = sweep.law === null ? linearPhase(builder, sweep, t) : input(builder, 'phase')
  const inputs = new Map([['t', t], ['omega', addLaw(builder, sweep, t)], ['phase', phase]])
  const outputs = inline(builder, graph, inputs)
  return withoutDeadNodes({ nodes: builder.nodes, outputs })
}

/** t (from + (to - from) t/(2 T)) */
function linearPhase(builder: Builder, { from, to, duration }: SweepRecipe, t: number): number {
  const rate = constant(builder, (to - from) / (2 * duration))
  return mul(builder, t, add(builder, constant(builder, from), mul(builder, rate, t)))
}

/**
 * @param graph of inTimeAlone
 * @returns its outputs, their derivatives by the state, and by t with the phase going along: d/dt + omega d/dphase
 */
export function withDerivatives(graph: Graph, sweep: SweepRecipe, state: readonly string[]): Graph {
  const builder = createBuilder()
  const found = inline(builder, differentiate(graph, [...state, 't', 'phase']), new Map())
  const omega = addLaw(builder, sweep, input(builder, 't', true))
  const node = (name: string): number => found[name] ?? constant(builder, 0)
  const kept = state.flatMap((output) => [output, ...state.map((wrt) => derivativeName(output, wrt))])
  const byTime = state.map((output): [string, number] => [
    derivativeName(output, 't'),
    add(builder, node(derivativeName(output, 't')), mul(builder, omega, node(derivativeName(output, 'phase'))))
  ])
  const outputs = Object.fromEntries([...kept.map((name): [string, number] => [name, node(name)]), ...byTime])
  return withoutDeadNodes({ nodes: builder.nodes, outputs })
}
