import { expect, test } from 'vitest'
import { profileStep } from '../../../src/worker/bench/profile'
import { bundledRecipe } from '../../core/dynamics/recipes'

test('a profile holds every product of the step, each with its own time', async () => {
  const rows = await profileStep(bundledRecipe('duffing-curve'))
  const operations = rows.reduce((sum, { microseconds, gigaflops }) => sum + 1e3 * microseconds * gigaflops, 0)
  // 50-100-3 on 32 sweeps: both layers forward, both weights' gradients, and what flows back into the hidden layer.
  const [first, second] = [32 * 50 * 100, 32 * 100 * 3]
  expect(operations).toBeCloseTo(2 * (2 * (first + second) + second), 0)
  expect(rows.every(({ microseconds }) => microseconds > 0)).toBe(true)
  expect(rows[rows.length - 1]?.kernel).toContain('Sqrt')
})
