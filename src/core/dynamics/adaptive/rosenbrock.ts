/** RODAS as integrators/rosenbrock.ts has it, for the kernel. */
import { A, C, DENSE, GAMMA, NODES, ROSENBROCK_CONTROL, TIME } from '../integrators/rosenbrock'
import type { Kept } from '../functions/body'
import { arithmetic } from './arithmetic'
import { writeLinearSystem } from './linear-system'
import type { Method } from './method'

export const rosenbrockMethod: Method = {
  control: ROSENBROCK_CONTROL,
  bends: DENSE.length,
  isLinearlyImplicit: true,
  write: (writer, equations, { t, h, y }, norm) => {
    const { constant, add, sub, mul, div, weigh } = arithmetic(writer)
    const { slope, jacobian, timeSlope } = equations.linearised(t, y)
    const rate = div(constant(1), h)
    const diagonal = mul(constant(1 / GAMMA), rate)
    const solve = writeLinearSystem(writer, jacobian.map((row, i) => row.map((entry, k) => sub(i === k ? diagonal : constant(0), entry))))
    const k: (readonly Kept[])[] = []
    const sum = (weights: readonly number[], i: number): Kept => weigh(weights, k.map((stage) => stage[i] ?? t))
    const moved = (weights: readonly number[]): readonly Kept[] => y.map((from, i) => add(from, sum(weights, i)))
    NODES.forEach((node, stage) => {
      const f = stage === 0 ? slope : equations.slope(add(t, mul(constant(node), h)), moved(A[stage] ?? []))
      const push = mul(constant(TIME[stage] ?? 0), h)
      const right = f.map((value, i) => {
        const coupled = stage === 0 ? value : add(value, mul(rate, sum(C[stage] ?? [], i)))
        return TIME[stage] ? add(coupled, mul(push, timeSlope[i] ?? t)) : coupled
      })
      k.push(solve(right))
    })
    const next = moved([...(A[NODES.length - 1] ?? []), 1])
    const error = norm(k[NODES.length - 1] ?? y, y, next)
    return { next, nextSlope: null, error, bends: DENSE.map((weights) => y.map((_, i) => sum(weights, i))) }
  }
}
