import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { measuredScaling } from '../../src/core/network/scaling'
import { channelsOf } from '../../src/core/network/layers/layer'
import { vectorOf } from '../../src/core/network/state'
import { readRecipe } from '../../src/core/recipe/migrate'
import { portsOf } from '../../src/core/recipe/ports'
import { recipeSchema } from '../../src/core/recipe/schema'
import { createSamples } from '../../src/worker/samples/open'
import { createOnnxruntimeEngine } from '../../src/worker/engines/onnxruntime'

/** A network that cleans maps learns most of it at once, and its batches are long. */
const [BATCHES, CLEANING_BATCHES] = [300, 50]
const names = readdirSync('resources/recipes').map((file) => file.replace('.json', ''))

test('the recipes that ship, the lesson among them', () => {
  expect(names).toHaveLength(21)
  expect(names).toContain('duffing-curve')
})

function varianceOf(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
}

/** Of who knows nothing but how often each class comes. */
function entropyOf(y: Float32Array, classes: number): number {
  const shares = Array.from({ length: classes }, (_, k) => y.reduce((sum, value, index) => sum + (index % classes === k ? value : 0), 0) / (y.length / classes))
  return shares.reduce((sum, share) => sum - share * Math.log(share), 0)
}

// Who knows the prior alone, and answers the mean, loses the variance of the targets, which the network has on its own scale.
test.each(names)('%s: loads, simulates, and a short training learns', async (name) => {
  const lesson = readRecipe(JSON.parse(readFileSync(`resources/recipes/${name}.json`, 'utf8')), name)
  const batches = lesson.kind === 'simulation' && lesson.learn.kind === 'clean' ? CLEANING_BATCHES : BATCHES
  const isClasses = lesson.training.loss.kind === 'cross-entropy'
  const scaling = isClasses ? lesson.training.scaling : { inputs: false, targets: true }
  const recipe = recipeSchema.parse({ ...lesson, training: { ...lesson.training, scaling, batches } })
  const { inputs, outputs, fill } = await createSamples(recipe)
  const size = recipe.training.batch
  const [x, y] = [new Float32Array(batches * size * inputs), new Float32Array(batches * size * outputs)]
  for (let batch = 0; batch < batches; batch++) {
    const rows = [batch * size, (batch + 1) * size] as const
    const part = (data: Float32Array, width: number) => data.subarray(rows[0] * width, rows[1] * width)
    fill({ kind: 'training', batch, first: 0, count: size }, part(x, inputs), part(y, outputs))
  }
  expect(x.every(Number.isFinite)).toBe(true)
  const engine = await createOnnxruntimeEngine({ recipe, threads: 1 })
  const losses = await engine.train(x, y, 0)
  await engine.dispose()
  const mean = (from: number, to: number) => losses.slice(from, to).reduce((sum, loss) => sum + loss, 0) / (to - from)
  const last = mean(batches - 20, batches)
  if (isClasses) return expect(last).toBeLessThan(0.85 * entropyOf(y, outputs))
  const scales = vectorOf(measuredScaling('targets', y, channelsOf(portsOf(recipe).answer.shape)), 'targets.scale')
  const column = (k: number): Float32Array => Float32Array.from({ length: y.length / outputs }, (_, row) => y[row * outputs + k] ?? NaN)
  const ofMean = Array.from({ length: outputs }, (_, k) => varianceOf(column(k)) / (scales[k % scales.length] ?? NaN) ** 2)
  expect(last).toBeLessThan(0.85 * ofMean.reduce((sum, variance) => sum + variance, 0))
})
