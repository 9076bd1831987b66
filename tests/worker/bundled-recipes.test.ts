import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createSimulator } from '../../src/core/dynamics/create-simulator'
import { createOnnxruntimeEngine } from '../../src/worker/engines/onnxruntime'
import { bundledRecipe } from '../core/dynamics/recipes'

const BATCHES = 300
const names = readdirSync('resources/recipes').map((file) => file.replace('.json', ''))

test('eleven recipes ship, the lesson among them', () => {
  expect(names).toHaveLength(11)
  expect(names).toContain('duffing-curve')
})

// The targets are scaled to unit variance, so a network that knows the prior alone loses 1 for each parameter.
test.each(names)('%s: loads, simulates, and a short training learns', async (name) => {
  const lesson = bundledRecipe(name)
  const recipe = { ...lesson, training: { ...lesson.training, scaleTargets: true, batches: BATCHES } }
  const simulator = await createSimulator(recipe)
  const size = recipe.training.batch
  const [x, y] = [new Float32Array(BATCHES * size * simulator.bins), new Float32Array(BATCHES * size * simulator.parameters.length)]
  for (let batch = 0; batch < BATCHES; batch++) {
    const rows = [batch * size, (batch + 1) * size] as const
    const part = (data: Float32Array, width: number) => data.subarray(rows[0] * width, rows[1] * width)
    simulator.fill({ kind: 'training', batch, first: 0, count: size }, part(x, simulator.bins), part(y, simulator.parameters.length))
  }
  expect(x.every(Number.isFinite)).toBe(true)
  const engine = await createOnnxruntimeEngine({ recipe, threads: 1 })
  const losses = await engine.train(x, y, 0)
  await engine.dispose()
  const mean = (from: number, to: number) => losses.slice(from, to).reduce((sum, loss) => sum + loss, 0) / (to - from)
  expect(mean(BATCHES - 20, BATCHES)).toBeLessThan(0.85 * simulator.parameters.length)
})
