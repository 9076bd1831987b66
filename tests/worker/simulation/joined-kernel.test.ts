/** V8's joined vectors give the bits of single ones, on every bundled system; a run takes them only after it saw that. */
import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { SimdKernel } from '../../../src/core/dynamics/kernel/emit'
import { compileSweepKernel } from '../../../src/core/dynamics/kernel/compile'
import { simulatorOf } from '../../../src/core/dynamics/simulator'
import { readRecipe } from '../../../src/core/recipe/migrate'
import type { SimulationRecipe } from '../../../src/core/recipe/schema'
import { compileSamples } from '../../../src/core/samples/program'
import { MAY_JOIN_VECTORS } from '../../../src/worker/engines/wide-vectors'
import { candidate, withJoinedVectors } from '../../../src/worker/simulation/joined-kernel'
import { bundledRecipe } from '../../core/dynamics/recipes'

const names = readdirSync('resources/recipes').map((file) => file.replace('.json', ''))
const kindOf = (name: string): string => readRecipe(JSON.parse(readFileSync(`resources/recipes/${name}.json`, 'utf8')), name).kind
const stepped = names.filter((name) => kindOf(name) === 'simulation' && ['rk4', 'heun'].includes(bundledRecipe(name).sweep.integrator.kind))

function noisy(name: string): SimulationRecipe {
  const recipe = bundledRecipe(name)
  return { ...recipe, observation: { ...recipe.observation, noise: 0.1 }, training: { ...recipe.training, samples: { kind: 'fresh' } } }
}

test.each(stepped)('%s: the same bits as first compiled, optimised, and with joined vectors', async (name) => {
  const recipe = noisy(name)
  const kernel = await compileSweepKernel(recipe)
  if (kernel.kind !== 'simd') throw new Error('steps of a fixed length make a SIMD kernel')
  const { inputs, parameters, fill } = simulatorOf(recipe, recipe.training.seed, kernel)
  const { batch } = recipe.training
  const [x, y] = [new Float32Array(batch * inputs), new Float32Array(batch * parameters.length)]
  fill({ kind: 'sample', batch: 0, first: 0, count: batch }, x, y)
  expect([...candidate(recipe, kernel, false).x]).toEqual([...x])
  expect([...candidate(recipe, kernel, true).x]).toEqual([...x])
})

test('a run gets a compiled module; a set that is simulated once is left alone', async () => {
  const compiledOf = async (recipe: SimulationRecipe): Promise<SimdKernel['compiled']> => {
    const program = withJoinedVectors(await compileSamples(recipe), recipe)
    if (program.kind !== 'simulation' || program.kernel.kind !== 'simd') throw new Error('a SIMD kernel was wanted')
    return program.kernel.compiled
  }
  expect((await compiledOf(noisy('duffing-curve'))) instanceof WebAssembly.Module).toBe(MAY_JOIN_VECTORS)
  expect(await compiledOf(bundledRecipe('duffing-overfit'))).toBeUndefined()
})
