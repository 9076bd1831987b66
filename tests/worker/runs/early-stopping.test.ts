import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { recipeSchema } from '../../../src/core/recipe/schema'
import { better, isOver, type Best } from '../../../src/worker/runs/early-stopping'

const recipe = recipeSchema.parse(JSON.parse(readFileSync('resources/recipes/duffing-curve.json', 'utf8')))
const training = { ...recipe.training, earlyStopping: { patience: 3 } }

describe('early stopping', () => {
  it('keeps the weights of the lowest loss, and ends after so many validations that were no better', async () => {
    const losses = [5, 3, 4, 2, NaN, 2, 2.5, 1]
    let best: Best | null = null
    const ended: boolean[] = []
    for (const [step, loss] of losses.entries()) {
      const vectors = { parameters: Float32Array.of(step), firstMoment: Float32Array.of(step) }
      best = await better(best, { loss, metrics: {} }, async () => ({ vectors, step }))
      ended.push(isOver(training, best))
      if (isOver(training, best)) break
    }
    expect(ended).toEqual([false, false, false, false, false, false, true])
    expect(best).toEqual({ loss: 2, metrics: {}, waited: 3, state: { step: 3, vectors: { parameters: Float32Array.of(3) } } })
  })

  it('never ends a run whose recipe does not ask for it', async () => {
    const best: Best = { loss: 1, metrics: {}, waited: 1000, state: { step: 0, vectors: {} } }
    expect(isOver({ ...training, earlyStopping: null }, best)).toBe(false)
    expect(isOver(training, null)).toBe(false)
  })
})
