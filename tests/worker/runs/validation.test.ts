import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readRecipe } from '../../../src/core/recipe/migrate'
import { validationInterval } from '../../../src/worker/runs/validation'

const training = (name: string) => readRecipe(JSON.parse(readFileSync(`resources/recipes/${name}.json`, 'utf8')), name).training

describe('the batches between two validations', () => {
  it('are a hundredth of a long run of a small network', () => {
    expect(validationInterval(training('duffing-curve'))).toBe(200)
  })

  it('read at most a tenth of what is trained, where a run is long enough for that', () => {
    const map = training('duffing-map')
    const interval = validationInterval(map)
    expect(interval).toBeLessThan(map.batches / 20)
    const share = (batches: number): number => map.validationSweeps / 3 / (batches * map.batch)
    expect(share(interval)).toBeLessThanOrEqual(0.1)
    expect(share(interval - 1)).toBeGreaterThan(0.1)
  })

  it('are a twentieth of a short run, and never less than one', () => {
    expect(validationInterval({ ...training('duffing-curve'), batches: 200 })).toBe(10)
    expect(validationInterval({ ...training('duffing-curve'), batches: 5 })).toBe(1)
  })
})
