/** The fused engine keeps its memory: over 300,000 steps the last third takes no more than the second. */
import { expect, it } from 'vitest'
import bundled from '../../resources/recipes/duffing-curve.json'
import { simulationRecipeSchema } from '../../src/core/recipe/schema'
import { createWasmEngine } from '../../src/worker/engines/wasm'
import { randomBatches } from '../worker/engines/batches'

const STEPS_A_CALL = 500
const STEPS = 300_000
const MEGABYTE = 2 ** 20

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

it('trains 300,000 steps in flat memory', { timeout: 300_000 }, async () => {
  const recipe = simulationRecipeSchema.parse(bundled)
  const engine = await createWasmEngine({ recipe })
  const { x, y } = randomBatches(recipe, STEPS_A_CALL)
  const sizes: number[] = []
  let loss = NaN
  for (let step = 0; step < STEPS; step += STEPS_A_CALL) {
    loss = (await engine.train(x, y, step))[STEPS_A_CALL - 1]
    sizes.push(process.memoryUsage().rss / MEGABYTE)
  }
  const third = Math.floor(sizes.length / 3)
  const middle = mean(sizes.slice(third, 2 * third))
  const last = mean(sizes.slice(2 * third))
  console.log(`middle third ${middle.toFixed(0)} MB, last third ${last.toFixed(0)} MB`)
  expect(Number.isFinite(loss)).toBe(true)
  expect(last).toBeLessThan(1.05 * middle)
})
