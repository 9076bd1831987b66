/**
 * Simulated measurements: parameters drawn from the priors, swept, observed. Sample k of batch b depends on the seed,
 * the kind of draw, b and k alone, whatever thread makes it and however a batch is split.
 */
import { drawStreams } from '../random/draw'
import type { SampleRange } from '../random/draw'
import { observedExtent, sizeOfExtent } from '../recipe/axes'
import { drawnPriors } from '../recipe/priors'
import type { SimulationRecipe } from '../recipe/schema'
import type { AdaptiveKernel } from './adaptive/emit'
import type { AdaptivePlan } from './adaptive/plan'
import { adaptiveSolver } from './adaptive/solver'
import { createAdaptiveTwin } from './adaptive/twin'
import { createDraw } from './draw'
import { doubleSolver } from './double-solver'
import type { SimdKernel } from './kernel/emit'
import { simdSolver } from './kernel/solver'
import type { Solver } from './solver'
import { steadySweep } from './steady-kernel'
import type { SteadyKernel } from './steady-kernel'
import type { Sweep } from './sweep'

/** A compiled sweep: plain data that may be sent to a thread. */
export type SweepKernel = SimdKernel | SteadyKernel | AdaptiveKernel | AdaptivePlan

export interface Simulator {
  readonly recipe: SimulationRecipe
  /** Numbers of one response: the bins of a curve, or those of all rows of a map, one row after another. */
  readonly inputs: number
  /** Parameter names, in the order of the columns of y. */
  readonly parameters: readonly string[]
  /**
   * Fills x [count, inputs] with observed curves or maps and y [count, parameters] with what made them; allocates nothing.
   * The arrays may lie on shared memory and may be longer than needed.
   */
  readonly fill: (range: SampleRange, x: Float32Array, y: Float32Array) => void
  /** `fill` through an instrument without noise; random forces act all the same. */
  readonly fillClean: (range: SampleRange, x: Float32Array, y: Float32Array) => void
  /** x [count, inputs] for given parameters y [count, parameters], without noise and without random forces. */
  readonly observe: (y: Float32Array, count: number, x: Float32Array) => void
  /**
   * One sweep in full, before resampling and noise, from the same kernel.
   * @param range the sample whose random forces act on it; none where left out
   * @param row of a map
   */
  readonly trace: (parameters: ArrayLike<number>, range?: SampleRange, row?: number) => Sweep
}

/** A simulator on a compiled kernel, without parser or compiler: what a thread loads. See create-simulator.ts. */
export function simulatorOf(recipe: SimulationRecipe, seed: number, kernel: SweepKernel): Simulator {
  const solver = solverOf(recipe, seed, kernel)
  const draw = createDraw(drawnPriors(recipe.system), drawStreams(seed, 'prior'))
  return {
    recipe,
    inputs: sizeOfExtent(observedExtent(recipe)),
    parameters: drawnPriors(recipe.system).map(({ name }) => name),
    observe: (y, count, x) => solver.observe(y, count, x, null),
    fill: (range, x, y) => {
      draw(range, y)
      solver.measure(range, y, x)
    },
    fillClean: (range, x, y) => {
      draw(range, y)
      solver.observe(y, range.count, x, range)
    },
    trace: (parameters, range, row) => solver.trace(parameters, range ?? null, row ?? 0)
  }
}

function solverOf(recipe: SimulationRecipe, seed: number, kernel: SweepKernel): Solver {
  switch (kernel.kind) {
    case 'simd':
      return simdSolver(recipe, seed, kernel)
    case 'steady-state':
      return doubleSolver(recipe, seed, steadySweep(recipe, kernel))
    case 'adaptive':
      return adaptiveSolver(recipe, seed, kernel)
    case 'adaptive-plan':
      return doubleSolver(recipe, seed, createAdaptiveTwin(recipe, kernel))
  }
}
