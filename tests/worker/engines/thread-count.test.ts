/** How many threads a fused kernel tries. */
import { expect, it } from 'vitest'
import curve from '../../../resources/recipes/duffing-curve.json'
import overfit from '../../../resources/recipes/duffing-overfit.json'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import { areWorth, mostThreads, threadCounts } from '../../../src/worker/engines/thread-count'

const fresh = simulationRecipeSchema.parse(curve)
const fixed = simulationRecipeSchema.parse(overfit)

it('leaves a core to the simulation of fresh samples, and takes at least one and at most eight', () => {
  expect([1, 2, 3, 8, 9, 64].map((cores) => mostThreads(fresh, cores))).toEqual([1, 1, 2, 7, 8, 8])
  expect([1, 2, 3, 8, 9, 64].map((cores) => mostThreads(fixed, cores))).toEqual([1, 2, 3, 8, 8, 8])
})

it('tries powers of two and what there is at most, and nothing for a step that is short on one thread', () => {
  expect([1, 2, 3, 4, 6, 8].map((most) => threadCounts(most, 2))).toEqual([[], [2], [2, 3], [2, 4], [2, 4, 6], [2, 4, 8]])
  expect(threadCounts(8, 0.19)).toEqual([])
  expect(threadCounts(2, 0.21)).toEqual([2])
})

it('takes more threads only where a step becomes 15 % shorter', () => {
  expect([areWorth(0.85, 1), areWorth(0.86, 1), areWorth(Infinity, 1)]).toEqual([true, false, false])
})
