/** How many threads a fused kernel may use, and when more of them are worth it. */
import type { Recipe } from '../../core/recipe/schema'

/** More were never seen to help steps of this size. */
const MOST = 8
/** Milliseconds of a step on one thread below which others are not even tried: their kernels would have to be compiled. */
const LEAST_STEP = 0.2
/** A step must become so much shorter. */
const SHORTER = 0.85

/**
 * Cores are left to the simulation where it goes on while the network trains.
 * @param cores that this process may use
 */
export function mostThreads({ training }: Pick<Recipe, 'training'>, cores: number): number {
  const ours = training.samples.kind === 'fresh' ? cores - 1 : cores
  return Math.max(1, Math.min(MOST, ours))
}

/** Numbers of threads to try one after another, until one is not worth it; none for small steps. @param step milliseconds on one thread */
export function threadCounts(most: number, step: number): number[] {
  if (step < LEAST_STEP) return []
  const counts: number[] = []
  for (let count = 2; count < most; count *= 2) counts.push(count)
  return most > 1 ? [...counts, most] : []
}

/** @param fewer milliseconds of a step, @param more with more threads */
export function areWorth(more: number, fewer: number): boolean {
  return more <= SHORTER * fewer
}
