/**
 * One step of Heun's method for stochastic equations dy = f dt + g dW in the sense of Stratonovich (W. Ruemelin, SIAM J. Numer.
 * Anal. 19 (1982) 604): predictor and corrector see the same increment. Each quantity has a random force of its own, so the
 * strong order is 1 where g does not depend on the other quantities; without noise it is the deterministic method of order 2.
 */
import { add, constant, createBuilder, input, mul } from '../../formula/build'
import type { Builder } from '../../formula/build'
import { withoutDeadNodes } from '../../formula/graph'
import type { Graph } from '../../formula/graph'
import { noiseOutput } from '../equation'
import { advance, evaluateAt, nodeOf } from './stages'
import type { RightHandSide, Stage, StateNodes } from './stages'

/** Input of a step: the increment of the Wiener process that drives a quantity, of variance dt. */
export function incrementInput(component: string): string {
  return `dW ${component}`
}

/** @returns outputs named as the state: its quantities after the step */
export function heunStep(equations: RightHandSide, dt: number): Graph {
  const builder = createBuilder()
  const y = equations.state.map((name) => input(builder, name))
  const first = change(builder, equations, y, 'start', dt)
  const second = change(builder, equations, advance(builder, y, 1, first), 'end', dt)
  const sum = first.map((node, k) => add(builder, node, nodeOf(second, k)))
  const next = advance(builder, y, 1 / 2, sum)
  const outputs = Object.fromEntries(equations.state.map((name, k) => [name, nodeOf(next, k)]))
  return withoutDeadNodes({ nodes: builder.nodes, outputs })
}

/** f dt + g dW */
function change(builder: Builder, equations: RightHandSide, at: StateNodes, stage: Stage, dt: number): StateNodes {
  const value = evaluateAt(builder, equations, at, stage)
  return equations.state.map((name) => {
    const drift = mul(builder, constant(builder, dt), value(name))
    if (!equations.noisy.includes(name)) return drift
    return add(builder, drift, mul(builder, value(noiseOutput(name)), input(builder, incrementInput(name))))
  })
}
