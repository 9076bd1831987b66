import { expect, it } from 'vitest'
import bundled from '../../../resources/recipes/duffing-curve.json'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import { benchMlpStep, benchMlpStepOnnxruntime } from '../../../src/worker/bench/mlp-step'

it('a step of the bundled network is far faster than in plain TensorFlow.js, also on a busy machine', async () => {
  const row = await benchMlpStep(simulationRecipeSchema.parse(bundled))
  expect(row).toMatchObject({ unit: 'us', against: 'tensorflow.js cpu' })
  // About 170 on a quiet machine; the bound only tells a broken engine from a working one.
  expect(row.ratio).toBeGreaterThan(10)
})

it('a step of the fused kernel is faster than one of onnxruntime, also on a busy machine', async () => {
  const row = await benchMlpStepOnnxruntime(simulationRecipeSchema.parse(bundled))
  expect(row.against).toContain('onnxruntime')
  // 2.9 on a quiet machine.
  expect(row.ratio).toBeGreaterThan(1.3)
})
