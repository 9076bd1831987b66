/**
 * One step of the classical Runge-Kutta method of order 4 (W. Kutta, Z. Math. Phys. 46 (1901) 435), as an expression
 * graph: written once, evaluated in double precision by the twin and emitted as SIMD by the kernel.
 */
import { add, constant, createBuilder, inline, input, mul } from '../../formula/build'
import type { Builder } from '../../formula/build'
import { squaredModulus } from '../../formula/complex'
import type { Complex } from '../../formula/complex'
import { withoutDeadNodes } from '../../formula/graph'
import type { Graph } from '../../formula/graph'
import { Input } from '../equation'

/** Inputs of a step: the drive frequency at t, t + dt/2 and t + dt. State and parameters keep the equation's names. */
export const StepInput = { start: 'omega.start', middle: 'omega.middle', end: 'omega.end' } as const

/**
 * @param equation outputs `re`, `im` of dz/dt
 * @param dt length of the step
 * @returns outputs `re`, `im` of z after the step, and `norm` = |z|^2 before it, which most equations need anyway
 */
export function rk4Step(equation: Graph, dt: number): Graph {
  const builder = createBuilder()
  const z = { re: input(builder, Input.re), im: input(builder, Input.im) }
  const norm = squaredModulus(builder, z)
  const slope = (at: Complex, omega: string): Complex => slopeAt(builder, equation, at, input(builder, omega))
  const k1 = slope(z, StepInput.start)
  const k2 = slope(advance(builder, z, dt / 2, k1), StepInput.middle)
  const k3 = slope(advance(builder, z, dt / 2, k2), StepInput.middle)
  const k4 = slope(advance(builder, z, dt, k3), StepInput.end)
  const next = advance(builder, z, dt / 6, {
    re: weigh(builder, k1.re, k2.re, k3.re, k4.re),
    im: weigh(builder, k1.im, k2.im, k3.im, k4.im)
  })
  return withoutDeadNodes({ nodes: builder.nodes, outputs: { ...next, norm } })
}

function slopeAt(builder: Builder, equation: Graph, z: Complex, omega: number): Complex {
  const inputs = new Map([
    [Input.re, z.re],
    [Input.im, z.im],
    [Input.omega, omega]
  ])
  const { re, im } = inline(builder, equation, inputs)
  if (re === undefined || im === undefined) throw new RangeError('an equation has the outputs re and im')
  return { re, im }
}

/** z + h k */
function advance(builder: Builder, z: Complex, h: number, k: Complex): Complex {
  const step = constant(builder, h)
  return { re: add(builder, z.re, mul(builder, step, k.re)), im: add(builder, z.im, mul(builder, step, k.im)) }
}

/** k1 + 2 (k2 + k3) + k4 */
function weigh(builder: Builder, k1: number, k2: number, k3: number, k4: number): number {
  const middle = mul(builder, constant(builder, 2), add(builder, k2, k3))
  return add(builder, add(builder, k1, k4), middle)
}
