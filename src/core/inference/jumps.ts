/** Jumps between two branches: where the measurement has one, where the model has one, and what to trust beside it. */
import { modelPoints } from './model-points'
import type { Jump } from '../contract/characterization'
import type { Problem } from './residuals'
import type { ScaledSweep } from './scaled'

/** Thermal switching moves jumps off the fold, so the points at a jump say little about the line. */
const JUMP_WEIGHT = 0.1

/** How far one step of the response must stand out from the steps beside it to be called a jump. */
const STANDS_OUT = 2.5

/** Index of the first point after the measured jump, or -1: the largest step, if it stands out from its neighbours. */
export function measuredJump({ x, y }: ScaledSweep): number {
  const steps = Array.from({ length: Math.max(0, x.length - 1) }, (_, k) =>
    Math.hypot(x[k + 1] - x[k], y ? y[k + 1] - y[k] : 0)
  )
  const largest = Math.max(...steps)
  const at = steps.indexOf(largest)
  const beside = [at - 2, at - 1, at + 1, at + 2].map((k) => steps[k] ?? 0)
  return largest > 0.2 && largest > STANDS_OUT * Math.max(...beside) ? at + 1 : -1
}

/** Weights that take the points at a measured jump back, in sweeps where the model is bistable too. */
export function jumpWeights({ sweeps, scales, terms }: Problem, values: Float64Array): Float64Array[] {
  return sweeps.map((sweep) => {
    const weights = new Float64Array(sweep.nu.length).fill(1)
    const at = measuredJump(sweep)
    if (at > 0 && modelPoints(values, terms, sweep, scales, false).jump >= 0) weights.fill(JUMP_WEIGHT, at - 1, at + 1)
    return weights
  })
}

/** Frequencies halfway between the points on both sides of a jump. */
export function jumpOf(sweep: ScaledSweep, modelJump: number): Jump {
  const { frequency } = sweep.source
  const between = (k: number): number | null => (k > 0 ? (frequency[k - 1] + frequency[k]) / 2 : null)
  const measured = between(measuredJump(sweep))
  return { measured: modelJump > 0 ? measured : null, predicted: between(modelJump) }
}
