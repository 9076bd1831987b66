/** TensorFlow's own library as an engine; runs where `npm run engine:tensorflow` has built its addon. */
import { beforeEach, describe, expect, it } from 'vitest'
import bundled from '../../../resources/recipes/duffing-curve.json'
import { vectorOf } from '../../../src/core/network/state'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import { startEngine } from '../../../src/worker/engines/table'
import { createTensorflowEngine } from '../../../src/worker/engines/tensorflow'
import { tensorflowAbsence } from '../../../src/worker/engines/tensorflow-addon'
import { relativeDifference } from '../../core/compile/run-graph'
import { randomBatches } from './batches'

const recipe = simulationRecipeSchema.parse(bundled)
const STEPS = 20
/** Of the largest number: single precision, summed in another order. */
const TOLERANCE = 1e-5

describe('the engine tensorflow', () => {
  beforeEach(({ skip }) => {
    const absence = tensorflowAbsence()
    if (absence) skip(`${absence.why} ${absence.remedy}`)
  })

  it('trains as TensorFlow.js does in plain JavaScript over 20 steps', async () => {
    const { x, y } = randomBatches(recipe, STEPS)
    const plain = await createTensorflowEngine({ recipe, threads: 1 })
    const engine = await startEngine('tensorflow', { recipe, threads: 1 })
    expect(engine.name).toMatch(/^tensorflow \d+\.\d+/)
    expect(relativeDifference(await engine.train(x, y, 0), await plain.train(x, y, 0))).toBeLessThan(TOLERANCE)
    const [ours, theirs] = [await engine.state(), await plain.state()]
    for (const [name, vector] of Object.entries(theirs.vectors)) {
      expect(relativeDifference(vectorOf(ours.vectors, name), vector), name).toBeLessThan(TOLERANCE)
    }
    const rows = x.slice(0, 3 * recipe.observation.bins)
    expect(relativeDifference((await engine.predict(rows, 3)).value, (await plain.predict(rows, 3)).value)).toBeLessThan(TOLERANCE)
    await engine.dispose()
    await plain.dispose()
  })
})
