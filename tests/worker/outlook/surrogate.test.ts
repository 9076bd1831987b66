/** What is measured of a surrogate, with surrogates whose error is known: the simulator itself, and one that is off by a given amount. */
import { beforeAll, describe, expect, it } from 'vitest'
import bundled from '../../../resources/recipes/duffing-curve.json'
import { createSimulator } from '../../../src/core/dynamics/create-simulator'
import type { Simulator } from '../../../src/core/dynamics/simulator'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import type { SimulationRecipe } from '../../../src/core/recipe/schema'
import { createSamples } from '../../../src/core/samples/open'
import { heldOut } from '../../../src/worker/jobs/held-out'
import { responses } from '../../../src/worker/jobs/responses'
import { assessSurrogate } from '../../../src/worker/outlook/surrogate'
import { drawSet } from '../../../src/worker/runs/validation'

const recipe: SimulationRecipe = simulationRecipeSchema.parse({ ...bundled, learn: { kind: 'response' } })
const COUNT = 24
let simulator: Simulator

beforeAll(async () => {
  simulator = await createSimulator(recipe)
})

/** Says what the simulator says, and `off` more where the first parameter is positive. */
function offBy(off: number) {
  return {
    name: 'the simulator itself',
    predict: async (x: Float32Array, rows: number) => {
      const value = new Float32Array(rows * 50)
      simulator.observe(x, rows, value)
      return { value: value.map((number, k) => number + ((x[3 * Math.floor(k / 50)] ?? 0) > 0 ? off : 0)) }
    }
  }
}

describe('a surrogate', () => {
  it('that is the simulator has no error', async () => {
    const set = drawSet(await createSamples(recipe), { kind: 'validation', batch: 0, first: 0, count: COUNT })
    const assessed = await assessSurrogate(set, simulator, offBy(0))
    expect([assessed.rmse, assessed.median, assessed.worst.rmse]).toEqual([0, 0, 0])
    expect(assessed.spread).toBeGreaterThan(0.1)
    for (const time of [assessed.simulator.many, assessed.simulator.single, assessed.network.many, assessed.network.single]) expect(time).toBeGreaterThan(0)
  })

  it('that is off for a share of the parameters says so, and where it is worst', async () => {
    const set = drawSet(await createSamples(recipe), { kind: 'validation', batch: 0, first: 0, count: COUNT })
    const positive = Array.from({ length: COUNT }, (_, k) => (set.x[3 * k] ?? 0) > 0).filter(Boolean).length
    const { rmse, worst } = await assessSurrogate(set, simulator, offBy(0.2))
    expect(rmse).toBeCloseTo(0.2 * Math.sqrt(positive / COUNT), 5)
    expect(worst.rmse).toBeCloseTo(0.2, 5)
    expect(worst.parameters[0]).toBeGreaterThan(0)
  })
})

describe('what the window asks for', () => {
  it('responses are those of held-out samples with the same parameters', async () => {
    const { parameters, x, y, count } = await heldOut({ kind: 'held-out', id: 1, recipe, count: 5 })
    expect([count, x]).toEqual([5, parameters])
    const sets = Array.from({ length: 5 }, (_, k) => Array.from(parameters.subarray(3 * k, 3 * k + 3)))
    const { values } = await responses({ kind: 'responses', id: 2, recipe, parameters: sets })
    expect(values).toEqual(y)
  })

  it('refuses a set of parameters that is too short', async () => {
    await expect(responses({ kind: 'responses', id: 1, recipe, parameters: [[0.1, 1]] })).rejects.toMatchObject({ code: 'parameters-count' })
  })
})
