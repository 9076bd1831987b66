/** The phase of a sweep at any time, where its law has no closed integral. Threads load this, so it knows no parser. */
import { createEvaluator } from '../formula/evaluate'
import type { Graph } from '../formula/graph'

/** Plain data that may be sent to a thread. */
export interface PhaseTable {
  readonly law: Graph
  /** [2 steps + 1] phase at t = k half. */
  readonly phase: Float64Array
  readonly half: number
}

/** @param graph of lawGraph in sweep-law.ts @returns omega(t) */
export function lawOf(graph: Graph): (t: number) => number {
  const { registers, inputs, outputs, run } = createEvaluator(graph)
  const [time, omega] = [inputs.get('t'), outputs['omega'] ?? -1]
  return (t) => {
    if (time !== undefined) registers[time] = t
    run()
    return registers[omega] ?? NaN
  }
}

/** Nodes, between -1 and 1, and weights of Gauss's quadrature of order 6 (Abramowitz and Stegun, table 25.4). */
const [NODE, OUTER, INNER] = [Math.sqrt(3 / 5), 5 / 18, 8 / 18]

/** Integral of omega over a time `length` from `start` on; exact for polynomials of degree 5. */
export function integral(omegaAt: (t: number) => number, start: number, length: number): number {
  const middle = start + length / 2
  const reach = (NODE * length) / 2
  return length * (OUTER * (omegaAt(middle - reach) + omegaAt(middle + reach)) + INNER * omegaAt(middle))
}

/** @returns phase(t): the table's entry before t, and the integral from there on */
export function phaseOf({ law, phase, half }: PhaseTable): (t: number) => number {
  const omegaAt = lawOf(law)
  const last = phase.length - 1
  return (t) => {
    const k = Math.min(last, Math.max(0, Math.floor(t / half)))
    return (phase[k] ?? NaN) + integral(omegaAt, k * half, t - k * half)
  }
}
