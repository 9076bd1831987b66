/** Parts of kernels: as even as can be, all of the kernel once, and never through a sum. */
import { expect, it } from 'vitest'
import map from '../../../../resources/recipes/duffing-map.json'
import { WORTH, cutsOf, evenCuts } from '../../../../src/core/compile/3-emit/wasm/cut'
import type { Cut } from '../../../../src/core/compile/3-emit/wasm/cut'
import { emitFusedKernel } from '../../../../src/core/compile/3-emit/wasm/module'
import { program } from '../../../../src/core/compile/3-emit/wasm/settle'
import { trainingGraph } from '../../../../src/core/compile/network'
import { modelOf } from '../../../../src/core/network/model'
import { stepLayout } from '../../../../src/core/network/step'
import { simulationRecipeSchema } from '../../../../src/core/recipe/schema'
import { randomGraph } from './random-graph'

/** [from, to) of each part. */
function spans(cuts: readonly Cut[]): [number, number][] {
  return cuts.flatMap(({ first, parts, length, before }) =>
    Array.from({ length: parts }, (_, index): [number, number] => {
      const from = before + (first + index) * length
      return [from, from + length]
    })
  )
}

it('cuts a length into parts of whole units that follow one another, no two of which differ by more than one unit', () => {
  for (const total of [1, 5, 16, 30, 270, 1936, 22013]) {
    for (const unit of [1, 4, 16]) {
      for (const threads of [2, 3, 4, 8]) {
        const parts = spans(evenCuts(0, total, unit, threads))
        expect(parts.length).toBe(Math.min(threads, Math.ceil(total / unit)))
        expect(parts.map(([from]) => from)).toEqual([0, ...parts.slice(0, -1).map(([, to]) => to)])
        expect(parts.at(-1)?.[1]).toBe(total)
        const units = parts.map(([from, to]) => Math.ceil((to - from) / unit))
        expect(Math.max(...units) - Math.min(...units)).toBeLessThan(2)
      }
    }
  }
})

it("cuts every large piece of the lesson's convolutions in two halves, and no small one", () => {
  const recipe = simulationRecipeSchema.parse(map)
  const model = modelOf(recipe)
  const fused = program(trainingGraph(model, recipe.training), stepLayout(model, recipe.training).states.length, 0)
  const cut = fused.kernels.map((kernel) => ({ kernel, cuts: cutsOf(fused, kernel, 2, WORTH) }))
  const products = cut.flatMap(({ kernel, cuts }) => (kernel.kind === 'gemm' ? [{ size: kernel.m * kernel.n * kernel.k, cuts }] : []))
  for (const { size, cuts } of products) expect(cuts !== null).toBe(size > 35 * 4000)
  // The gradient of the second kernel: 30 rows of 270, along the longer side.
  expect(cut.find(({ kernel }) => kernel.kind === 'gemm' && kernel.m === 30 && kernel.k === 1936)?.cuts?.map(({ axis, length }) => [axis, length])).toEqual([[1, 136], [1, 134]])
  // Sums over all rows of 30 stay with one thread; sums over the batch are cut between them.
  expect(cut.find(({ kernel }) => kernel.kind === 'loop' && kernel.space.join() === '1936,30')?.cuts).toBeNull()
  expect(cut.find(({ kernel }) => kernel.kind === 'loop' && kernel.space.join() === '16,17280' && kernel.reductions.length > 0)?.cuts).toMatchObject([
    { axis: 1, parts: 2, length: 8640 }
  ])
})

it('changes nothing for one thread', () => {
  const { graph } = randomGraph(4)
  const options = { states: 0, capacity: 1, relaxed: true }
  const one = emitFusedKernel(graph, { ...options, threads: 1, worth: 0 })
  expect(one).toEqual(emitFusedKernel(graph, options))
  expect(one.threaded).toBeNull()
})
