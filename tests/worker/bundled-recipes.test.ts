import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readRecipe } from '../../src/core/recipe/migrate'
import { recipeSchema } from '../../src/core/recipe/schema'
import { createSamples } from '../../src/core/samples/open'
import { createOnnxruntimeEngine } from '../../src/worker/engines/onnxruntime'

const BATCHES = 300
const names = readdirSync('resources/recipes').map((file) => file.replace('.json', ''))

test('thirteen recipes ship, the lesson among them', () => {
  expect(names).toHaveLength(13)
  expect(names).toContain('duffing-curve')
})

// The targets are scaled to unit variance, so a network that knows the prior alone loses 1 for each parameter.
test.each(names)('%s: loads, simulates, and a short training learns', async (name) => {
  const lesson = readRecipe(JSON.parse(readFileSync(`resources/recipes/${name}.json`, 'utf8')), name)
  const scaleTargets = lesson.kind === 'simulation'
  const recipe = recipeSchema.parse({ ...lesson, training: { ...lesson.training, scaleTargets, batches: BATCHES } })
  const { inputs, outputs, fill } = await createSamples(recipe)
  const size = recipe.training.batch
  const [x, y] = [new Float32Array(BATCHES * size * inputs), new Float32Array(BATCHES * size * outputs)]
  for (let batch = 0; batch < BATCHES; batch++) {
    const rows = [batch * size, (batch + 1) * size] as const
    const part = (data: Float32Array, width: number) => data.subarray(rows[0] * width, rows[1] * width)
    fill({ kind: 'training', batch, first: 0, count: size }, part(x, inputs), part(y, outputs))
  }
  expect(x.every(Number.isFinite)).toBe(true)
  const engine = await createOnnxruntimeEngine({ recipe, threads: 1 })
  const losses = await engine.train(x, y, 0)
  await engine.dispose()
  // A function's values are not scaled: knowing their mean alone loses their variance.
  const centre = y.reduce((sum, value) => sum + value, 0) / y.length
  const variance = y.reduce((sum, value) => sum + (value - centre) ** 2, 0) / y.length
  const mean = (from: number, to: number) => losses.slice(from, to).reduce((sum, loss) => sum + loss, 0) / (to - from)
  expect(mean(BATCHES - 20, BATCHES)).toBeLessThan(0.85 * (scaleTargets ? outputs : variance))
})
