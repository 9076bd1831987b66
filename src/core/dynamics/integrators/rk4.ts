/**
 * One step of the classical Runge-Kutta method of order 4 (W. Kutta, Z. Math. Phys. 46 (1901) 435), as an expression
 * graph: written once, evaluated in double precision by the twin and emitted as SIMD by the kernel.
 */
import { add, constant, createBuilder, input, mul } from '../../formula/build'
import type { Builder } from '../../formula/build'
import { withoutDeadNodes } from '../../formula/graph'
import type { Graph } from '../../formula/graph'
import { advance, evaluateAt, nodeOf } from './stages'
import type { RightHandSide, Stage, StateNodes } from './stages'

/**
 * @param dt length of the step
 * @returns outputs named as the state: its quantities after the step
 */
export function rk4Step(equations: RightHandSide, dt: number): Graph {
  const builder = createBuilder()
  const y = equations.state.map((name) => input(builder, name))
  const slope = (at: StateNodes, stage: Stage): StateNodes =>
    equations.state.map(evaluateAt(builder, equations, at, stage))
  const k1 = slope(y, 'start')
  const k2 = slope(advance(builder, y, dt / 2, k1), 'middle')
  const k3 = slope(advance(builder, y, dt / 2, k2), 'middle')
  const k4 = slope(advance(builder, y, dt, k3), 'end')
  const sum = y.map((_, k) => weigh(builder, nodeOf(k1, k), nodeOf(k2, k), nodeOf(k3, k), nodeOf(k4, k)))
  const next = advance(builder, y, dt / 6, sum)
  const outputs = Object.fromEntries(equations.state.map((name, k) => [name, nodeOf(next, k)]))
  return withoutDeadNodes({ nodes: builder.nodes, outputs })
}

/** k1 + 2 (k2 + k3) + k4 */
function weigh(builder: Builder, k1: number, k2: number, k3: number, k4: number): number {
  const middle = mul(builder, constant(builder, 2), add(builder, k2, k3))
  return add(builder, add(builder, k1, k4), middle)
}
