/** Dormand-Prince 5(4) as integrators/dormand-prince.ts has it, operation by operation, for the kernel. */
import { DENSE, DORMAND_PRINCE_CONTROL, ERROR, NODES, STAGES } from '../integrators/dormand-prince'
import type { Kept } from '../functions/body'
import { arithmetic } from './arithmetic'
import type { Method } from './method'

export const dormandPrinceMethod: Method = {
  control: DORMAND_PRINCE_CONTROL,
  bends: 3,
  isLinearlyImplicit: false,
  write: (writer, equations, { t, h, y, slope }, norm) => {
    const { constant, add, sub, mul, weigh } = arithmetic(writer)
    const k: (readonly Kept[])[] = [slope]
    const times = (weights: readonly number[], i: number): Kept => mul(h, weigh(weights, k.map((stage) => stage[i] ?? t)))
    let next: readonly Kept[] = y
    for (let stage = 1; stage < NODES.length; stage++) {
      const weights = STAGES[stage] ?? []
      next = y.map((from, i) => add(from, times(weights, i)))
      k.push(equations.slope(add(t, mul(constant(NODES[stage] ?? 1), h)), next))
    }
    const nextSlope = k[NODES.length - 1] ?? slope
    const error = norm(y.map((_, i) => times(ERROR, i)), y, next)
    const bends = y.map((from, i): readonly Kept[] => {
      const change = sub(next[i] ?? from, from)
      const bend = sub(mul(h, slope[i] ?? t), change)
      const twist = sub(sub(change, mul(h, nextSlope[i] ?? t)), bend)
      return [bend, twist, times(DENSE, i)]
    })
    return { next, nextSlope, error, bends: [0, 1, 2].map((which) => bends.map((each) => each[which] ?? t)) }
  }
}
