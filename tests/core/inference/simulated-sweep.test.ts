/** A swept line read back by its own equation: the truth, and intervals that hold it as often as they say. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sweepPlan } from '../../../src/core/dynamics/plan'
import { createTwin } from '../../../src/core/dynamics/twin'
import { refineSimulated } from '../../../src/core/inference/simulated-sweep'
import type { MeasuredSweep } from '../../../src/core/measurement/sweep'
import { Purpose } from '../../../src/core/random/purpose'
import { createStream, normal, seek } from '../../../src/core/random/stream'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'

const file = join(import.meta.dirname, '../../../resources/recipes/duffing-curve.json')
const recipe = simulationRecipeSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
const simulated = { recipe: recipe.name, from: -4, to: 4, duration: 200, law: null, sweeps: [] }
const twin = createTwin(sweepPlan(recipe))
const truth = [0.3, 0.9, 0.07]

function sweepWith(noise: number, replica: number): MeasuredSweep {
  const { omega, re, im } = twin(truth)
  const stream = createStream(5, Purpose.sampleNoise)
  seek(stream, replica, 0)
  const noisy = (values: Float64Array): Float64Array => values.map((value) => value + noise * normal(stream))
  const units = { frequency: '', response: '', drive: '' }
  return { frequency: omega, x: noisy(re), y: noisy(im), drive: null, direction: 1, units }
}

describe('a simulated sweep', () => {
  it('gives back what made it', () => {
    const { parameters, fit, warnings } = refineSimulated(recipe, simulated, sweepWith(0, 0))
    expect(parameters.f0?.value).toBeCloseTo(0.3, 7)
    expect(parameters.fwhm?.value).toBeCloseTo(0.9, 7)
    expect(parameters.kerr?.value).toBeCloseTo(0.07, 7)
    expect(fit.relativeRms).toBeLessThan(1e-7)
    expect(warnings).toEqual([])
  })

  it('gives 90 % intervals that hold the truth in 90 % of noisy sweeps', () => {
    const replicas = 100
    const held = [0, 0, 0]
    for (let replica = 0; replica < replicas; replica++) {
      const { parameters } = refineSimulated(recipe, simulated, sweepWith(0.05, replica))
      for (const [k, estimate] of [parameters.f0, parameters.fwhm, parameters.kerr].entries()) {
        const [low, high] = estimate?.interval90 ?? [NaN, NaN]
        if (low <= truth[k] && truth[k] <= high) held[k]++
      }
    }
    // Binomial, 100 trials at 0.9: fewer than 80 or more than 98 has a probability below 0.2 %.
    for (const count of held) expect(count).toBeGreaterThanOrEqual(80)
    for (const count of held) expect(count).toBeLessThanOrEqual(98)
  })

  it('says so when it is not that equation', () => {
    const strange = sweepWith(0, 0)
    const { warnings } = refineSimulated(recipe, simulated, { ...strange, x: strange.x.map((value, k) => value + 0.3 * Math.sin(k / 9)) })
    expect(warnings.map(({ code }) => code)).toContain('model-misfit')
  })
})
