import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createSimulator } from '../../../src/core/dynamics/create-simulator'
import { compileSweepKernel } from '../../../src/core/dynamics/kernel/compile'
import { sweepPlan } from '../../../src/core/dynamics/plan'
import { simulatorOf } from '../../../src/core/dynamics/simulator'
import { createTwin } from '../../../src/core/dynamics/twin'
import { createNoise } from '../../../src/core/random/noise'
import { readRecipe } from '../../../src/core/recipe/migrate'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'

const recipe = simulationRecipeSchema.parse(readRecipe(JSON.parse(readFileSync('tests/core/recipe/version-1.json', 'utf8'))))
const noisy = { ...recipe, observation: { ...recipe.observation, noise: 0.05 } }

function digest(...arrays: readonly ArrayBufferView[]): string {
  const hash = createHash('sha256')
  for (const { buffer, byteOffset, byteLength } of arrays) hash.update(new Uint8Array(buffer, byteOffset, byteLength))
  return hash.digest('hex').slice(0, 16)
}

// Digests of what version 1 gave. What is drawn is the same on every machine; so are sweeps where products are rounded by themselves, as
// they were then. With fused multiply-add, and in the noise, the last bits belong to the machine.
test('a recipe of version 1 draws, sweeps and observes the same bits as it did then', async () => {
  const simulator = simulatorOf(recipe, 8, await compileSweepKernel(recipe, { relaxed: false }))
  const [x, y] = [new Float32Array(64 * 50), new Float32Array(64 * 3)]
  simulator.fill({ kind: 'training', batch: 5, first: 0, count: 64 }, x, y)
  expect(digest(x, y)).toBe('73e64afc4ad37298')
  const single = simulator.trace([0.3, 0.7, 0.05])
  expect(digest(single.omega, single.re, single.im, single.modulus)).toBe('f8d31a94c20668ea')
  const double = createTwin(sweepPlan(recipe))([0.3, 0.7, 0.05])
  expect(digest(double.omega, double.re, double.im, double.modulus)).toBe('eb78a5042d6871e4')
})

test('noise is that of version 1 to single precision: its stream rounded, on sweeps that fused multiply-add moves in their last digits', async () => {
  const simulator = await createSimulator(noisy, 8)
  const [x, plain, y] = [new Float32Array(64 * 50), new Float32Array(64 * 50), new Float32Array(64 * 3)]
  const range = { kind: 'training', batch: 5, first: 0, count: 64 } as const
  simulator.fill(range, x, y)
  simulatorOf(recipe, 8, await compileSweepKernel(recipe, { relaxed: false })).fill(range, plain, y)
  createNoise(0.05, 50, 8)(range, plain)
  const worst = x.reduce((most, value, k) => Math.max(most, Math.abs(value - (plain[k] ?? NaN))), 0)
  expect(worst).toBeLessThan(2e-5)
})
