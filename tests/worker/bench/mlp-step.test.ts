import { expect, it } from 'vitest'
import bundled from '../../../resources/recipes/duffing-curve.json'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import { benchMlpStep, benchMlpStepOnnxruntime } from '../../../src/worker/bench/mlp-step'

const recipe = simulationRecipeSchema.parse(bundled)

// The ratio is for `bench` to measure and a person to judge; a test on a busy machine cannot.
it.each([
  [benchMlpStep, 'tensorflow.js cpu'],
  [benchMlpStepOnnxruntime, 'onnxruntime']
] as const)('a row of mlp-step names its peer and holds the ratio of the two medians (%#)', async (bench, peer) => {
  const { median, peerMedian, ratio, unit, against } = await bench(recipe)
  expect(unit).toBe('us')
  expect(against).toContain(peer)
  expect((peerMedian ?? NaN) / median).toBeCloseTo(ratio ?? NaN, 6)
})
