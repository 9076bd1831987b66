import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import { sampleMaps } from '../../../src/worker/jobs/sample-maps'

const recipe = simulationRecipeSchema.parse(JSON.parse(readFileSync('resources/recipes/duffing-map.json', 'utf8')))

describe('maps for pictures', () => {
  test('come whole, with axes and with the noise that the network sees', async () => {
    const { axes, maps, quantity } = await sampleMaps(recipe, 1, 6)
    expect(quantity).toBe('|z|')
    expect(axes[0]).toMatchObject({ name: 'f', from: 0.1, to: 2, count: 50 })
    expect(axes[1]).toMatchObject({ name: 'omega', count: 50 })
    expect(maps).toHaveLength(6)
    const noise = maps.flatMap(({ seen, plain }) => Array.from(seen, (value, k) => value - (plain[k] ?? NaN)))
    const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length
    const deviation = Math.sqrt(noise.reduce((sum, value) => sum + (value - mean) ** 2, 0) / noise.length)
    // 15,000 draws: the mean to 0.5/sqrt(15,000), the deviation to 0.5/sqrt(30,000), four standard errors each.
    expect(Math.abs(mean)).toBeLessThan(0.017)
    expect(Math.abs(deviation - 0.5)).toBeLessThan(0.012)
  })

  test('have the response of weak drive in their first row', async () => {
    const { axes, maps } = await sampleMaps(recipe, 3, 2)
    for (const { parameters, plain } of maps) {
      const { omega0 = NaN, gamma = NaN } = parameters
      const far = 45
      const omega = axes[1].from + ((axes[1].to - axes[1].from) * far) / (axes[1].count - 1)
      // f / |gamma/2 + i (omega0 - omega)|; the sweep is not quite slow, but far from resonance its ringing has died.
      const line = 0.1 / Math.hypot(gamma / 2, omega0 - omega)
      expect(Math.abs((plain[far] ?? NaN) / line - 1)).toBeLessThan(0.05)
    }
  })
})
