import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compileSweepKernel } from '../../../src/core/dynamics/kernel/compile'
import { sweepPlan } from '../../../src/core/dynamics/plan'
import { resample } from '../../../src/core/dynamics/resample'
import { simulatorOf } from '../../../src/core/dynamics/simulator'
import { createTwin } from '../../../src/core/dynamics/twin'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import type { SimulationRecipe } from '../../../src/core/recipe/schema'
import type { SystemRecipe } from '../../../src/core/recipe/system'

function withEquation(system: SystemRecipe, equation: string): SystemRecipe {
  return { ...system, variables: [{ kind: 'complex', name: 'z', equation, initial: { re: 0, im: 0 }, noise: '0' }] }
}

const recipe = simulationRecipeSchema.parse(JSON.parse(readFileSync('resources/recipes/duffing-curve.json', 'utf8')))
const damped: SimulationRecipe = { ...recipe, system: { ...recipe.system, constants: { f: 1, eta: 0.02 } } }
const exotic: SimulationRecipe = {
  ...recipe,
  system: withEquation(recipe.system, '-gamma/2*z/(1 + epsilon*abs(z)^3) - i*(omega0 - omega)*z + i*f + conj(z)/9')
}

const functions: SimulationRecipe = {
  ...recipe,
  system: withEquation(
    recipe.system,
    '-gamma/2*z - i*(omega0 - omega)*z/(1 + log(1 + abs(z))) + i*f*exp(-abs(z)/9) + sin(z/9)/9 - tanh(z)/9' +
      '+ cos(arg(1 + z^2/99) + atan(re(z)))*min(re(z), abs(z)^1.5)/99'
  )
}

function differences(chosen: SimulationRecipe, vectors: number, count: number): Promise<number[]> {
  return compileSweepKernel(chosen, { vectors, sweeps: 16 }).then((kernel) => {
    const simulator = simulatorOf(chosen, 5, kernel)
    const plan = sweepPlan(chosen)
    const twin = createTwin(plan)
    const x = new Float32Array(count * simulator.inputs)
    const y = new Float32Array(count * simulator.parameters.length)
    simulator.fill({ kind: 'training', batch: 3, first: 0, count }, x, y)
    return Array.from({ length: count }, (_, sample) => {
      const curve = resample(plan.resampling, twin(y.subarray(3 * sample, 3 * sample + 3)).modulus)
      return Math.max(...curve.map((value, bin) => Math.abs(value - (x[sample * simulator.inputs + bin] ?? NaN))))
    })
  })
}

describe('SIMD kernel against the double-precision twin', () => {
  // Single precision keeps 6e-8 a step; over 400 steps of a damped system the errors add to a few 1e-6 of |z| <= 4.
  test.each([
    ['duffing', recipe, 1],
    ['duffing', recipe, 2],
    ['duffing', recipe, 3],
    ['nonlinear damping', damped, 2],
    ['division, odd power, conjugate', exotic, 2],
    ['elementary functions', functions, 2]
  ])('%s, %#: 37 sweeps through blocks and a padded tail', async (_name, chosen, vectors) => {
    const errors = await differences(chosen, vectors, 37)
    expect(errors).toHaveLength(37)
    expect(Math.max(...errors)).toBeLessThan(2e-5)
    expect(Math.max(...errors)).toBeGreaterThan(0)
  })

  test('a traced sweep is the twin, step by step, parts and modulus', async () => {
    const simulator = simulatorOf(recipe, 5, await compileSweepKernel(recipe))
    const single = simulator.trace([0.3, 0.7, 0.05])
    const double = createTwin(sweepPlan(recipe))([0.3, 0.7, 0.05])
    for (const part of ['omega', 're', 'im', 'modulus'] as const) {
      expect(single[part]).toHaveLength(400)
      const worst = Math.max(...single[part].map((value, step) => Math.abs(value - (double[part][step] ?? NaN))))
      expect(worst).toBeLessThan(2e-5)
    }
  })
})
