/** Judging an attempt: whether it counts, the time reached, and the next step, as integrators/step-control.ts has it. */
import { LEAST_ERROR, LEAST_LAST_ERROR, SAFETY } from '../integrators/step-control'
import type { StepControl } from '../integrators/step-control'
import { LEAST_RELATIVE_STEP, LEAST_STEP } from '../integrators/problem'
import type { Kept } from '../functions/body'
import type { Writer } from '../kernel/writer'
import { arithmetic } from './arithmetic'

export interface Judgement {
  readonly isAccepted: Kept
  readonly reached: Kept
  readonly nextStep: Kept
  readonly memory: Kept
  /** The next step is too small to move the time. */
  readonly isFailed: Kept
}

interface Tried {
  readonly t: Kept
  readonly h: Kept
  readonly error: Kept
  readonly memory: Kept
}

/** @param end of the sweep */
export function writeJudgement(writer: Writer, control: StepControl, end: number, { t, h, error, memory }: Tried): Judgement {
  const { constant, add, sub, mul, div, abs, max, min, greater, atMost, select, and, not } = arithmetic(writer)
  const isAccepted = atMost(error, constant(1))
  const ahead = add(t, h)
  const isEnd = atMost(sub(constant(end), ahead), constant(1e-14 * Math.abs(end)))
  const reached = select(isAccepted, select(isEnd, constant(end), ahead), t)
  const success = div(mul(constant(SAFETY), memory), root(writer, max(error, constant(LEAST_ERROR)), control.proportional))
  const afterSuccess = min(constant(control.grow), max(constant(control.shrink), success))
  const rejection = max(constant(control.shrink), div(constant(SAFETY), root(writer, error, control.proportional)))
  const afterRejection = select(atMost(error, error), rejection, constant(control.shrink))
  const left = sub(constant(end), reached)
  const nextStep = min(mul(h, select(isAccepted, afterSuccess, afterRejection)), left)
  const isLongEnough = greater(nextStep, max(mul(constant(LEAST_RELATIVE_STEP), abs(reached)), constant(LEAST_STEP)))
  return {
    isAccepted,
    reached,
    nextStep,
    memory: select(isAccepted, root(writer, max(error, constant(LEAST_LAST_ERROR)), control.integral), memory),
    isFailed: and(not(isLongEnough), greater(left, constant(0)))
  }
}

/** x to the power of the sum of 2^-k over `halvings`. */
function root(writer: Writer, x: Kept, halvings: readonly number[]): Kept {
  const { constant, mul, sqrt } = arithmetic(writer)
  let [power, taken] = [x, 0]
  const factors = halvings.map((halving) => {
    for (; taken < halving; taken++) power = sqrt(power)
    return power
  })
  const [first = constant(1), ...others] = factors
  return others.reduce(mul, first)
}
