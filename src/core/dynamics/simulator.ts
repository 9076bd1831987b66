/**
 * Simulated measurements: parameters drawn from the priors, swept, observed. Sample k of batch b depends on the seed,
 * the kind of draw, b and k alone, whatever thread makes it and however a batch is split.
 */
import { drawStreams } from '../random/draw'
import type { SampleRange } from '../random/draw'
import { createNoise } from '../random/noise'
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
  readonly bins: number
  /** Parameter names, in the order of the columns of y. */
  readonly parameters: readonly string[]
  /**
   * Fills x [count, bins] with observed curves and y [count, parameters] with what made them; allocates nothing.
   * The arrays may lie on shared memory and may be longer than needed.
   */
  readonly fill: (range: SampleRange, x: Float32Array, y: Float32Array) => void
  /** x [count, bins] for given parameters y [count, parameters], without noise and without random forces. */
  readonly observe: (y: Float32Array, count: number, x: Float32Array) => void
  /**
   * One sweep in full, before resampling and noise, from the same kernel.
   * @param range the sample whose random forces act on it; none where left out
   */
  readonly trace: (parameters: ArrayLike<number>, range?: SampleRange) => Sweep
}

/** A simulator on a compiled kernel, without parser or compiler: what a thread loads. See create-simulator.ts. */
export function simulatorOf(recipe: SimulationRecipe, seed: number, kernel: SweepKernel): Simulator {
  const solver = solverOf(recipe, seed, kernel)
  const draw = createDraw(drawnPriors(recipe.system), drawStreams(seed, 'prior'))
  const addNoise = createNoise(recipe.observation.noise, recipe.observation.bins, seed)
  return {
    recipe,
    bins: recipe.observation.bins,
    parameters: drawnPriors(recipe.system).map(({ name }) => name),
    observe: (y, count, x) => solver.observe(y, count, x, null),
    fill: (range, x, y) => {
      draw(range, y)
      solver.observe(y, range.count, x, range)
      addNoise(range, x)
    },
    trace: (parameters, range) => solver.trace(parameters, range ?? null)
  }
}

function solverOf(recipe: SimulationRecipe, seed: number, kernel: SweepKernel): Solver {
  switch (kernel.kind) {
    case 'simd':
      return simdSolver(recipe, seed, kernel)
    case 'steady-state':
      return doubleSolver(recipe, steadySweep(recipe, kernel))
    case 'adaptive':
      return adaptiveSolver(recipe, kernel)
    case 'adaptive-plan':
      return doubleSolver(recipe, createAdaptiveTwin(recipe, kernel))
  }
}
