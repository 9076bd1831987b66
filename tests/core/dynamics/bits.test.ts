import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createSimulator } from '../../../src/core/dynamics/create-simulator'
import { sweepPlan } from '../../../src/core/dynamics/plan'
import { createTwin } from '../../../src/core/dynamics/twin'
import { readRecipe } from '../../../src/core/recipe/migrate'

const recipe = readRecipe(JSON.parse(readFileSync('tests/core/recipe/version-1.json', 'utf8')))
const noisy = { ...recipe, observation: { ...recipe.observation, noise: 0.05 } }

function digest(...arrays: readonly ArrayBufferView[]): string {
  const hash = createHash('sha256')
  for (const { buffer, byteOffset, byteLength } of arrays) hash.update(new Uint8Array(buffer, byteOffset, byteLength))
  return hash.digest('hex').slice(0, 16)
}

// Digests of what version 1 gave: a recipe and a seed promise the same bits for ever.
test('a recipe of version 1 draws, sweeps and observes the same bits as it did then', async () => {
  const simulator = await createSimulator(noisy, 8)
  const [x, y] = [new Float32Array(64 * 50), new Float32Array(64 * 3)]
  simulator.fill({ kind: 'training', batch: 5, first: 0, count: 64 }, x, y)
  expect(digest(x, y)).toBe('967b9fffab729040')
  const single = simulator.trace([0.3, 0.7, 0.05])
  expect(digest(single.omega, single.re, single.im, single.modulus)).toBe('f8d31a94c20668ea')
  const double = createTwin(sweepPlan(noisy))([0.3, 0.7, 0.05])
  expect(digest(double.omega, double.re, double.im, double.modulus)).toBe('eb78a5042d6871e4')
})
