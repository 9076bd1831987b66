/** Jumps between two branches: where the measurement has one, where the model has one, and what to trust beside it. */
import { modelPoints } from './model-points'
import type { Jump } from '../contract/characterization'
import type { ModelPoints } from './model-points'
import type { Problem } from './residuals'
import type { ScaledSweep } from './scaled'

/** Thermal switching moves jumps off the fold, so the points at a jump say little about the line. */
const JUMP_WEIGHT = 0.1

/** How far one step of the response must stand out from the steps beside it to be called a jump. */
const STANDS_OUT = 2.5

/** Index of the first point after the measured jump, or -1: the largest step, if it stands out from its neighbours. */
export function measuredJump(sweep: ScaledSweep): number {
  const steps = Array.from({ length: Math.max(0, sweep.nu.length - 1) }, (_, k) => measuredStep(sweep, k + 1))
  const largest = steps.reduce((most, step) => Math.max(most, step), 0)
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

/**
 * Jumps of one sweep as frequencies halfway between the points on both sides. A measured step that the model's line
 * explains at least half of without changing branch is no jump, only a steep flank.
 */
export function jumpOf(sweep: ScaledSweep, model: ModelPoints): Jump {
  const { frequency } = sweep.source
  const between = (k: number): number | null => (k > 0 ? (frequency[k - 1] + frequency[k]) / 2 : null)
  const at = measuredJump(sweep)
  const steep = model.jump < 0 && at > 0 && 2 * modelStep(sweep, model, at) > measuredStep(sweep, at)
  return { measured: steep ? null : between(at), predicted: between(model.jump) }
}

function measuredStep({ x, y }: ScaledSweep, k: number): number {
  return Math.hypot(x[k] - x[k - 1], y ? y[k] - y[k - 1] : 0)
}

function modelStep({ y }: ScaledSweep, { re, im }: ModelPoints, k: number): number {
  if (y) return Math.hypot(re[k] - re[k - 1], im[k] - im[k - 1])
  return Math.abs(Math.hypot(re[k], im[k]) - Math.hypot(re[k - 1], im[k - 1]))
}
