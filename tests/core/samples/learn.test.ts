/** Samples by what is learnt: the same simulations and the same noise, dealt otherwise. */
import { beforeAll, describe, expect, it } from 'vitest'
import lesson from '../../../resources/recipes/duffing-map.json'
import { createSimulator } from '../../../src/core/dynamics/create-simulator'
import type { Simulator } from '../../../src/core/dynamics/simulator'
import type { SampleRange } from '../../../src/core/random/draw'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import type { SimulationRecipe } from '../../../src/core/recipe/schema'
import { sweepSource } from '../../../src/core/samples/sweep-source'
import { relativeDifference } from '../compile/run-graph'

const observation = { ...lesson.observation, bins: 12, rows: { parameter: 'f', from: 0.2, to: 2, count: 6 } }
const plain = simulationRecipeSchema.parse({ ...lesson, observation })
const SEED = 5
const range: SampleRange = { kind: 'validation', batch: 2, first: 3, count: 4 }
const SIZE = 6 * 12

let simulator: Simulator
let response: Float32Array
let clean: Float32Array
let parameters: Float32Array

beforeAll(async () => {
  simulator = await createSimulator(plain, SEED)
  response = new Float32Array(range.count * SIZE)
  clean = new Float32Array(range.count * SIZE)
  parameters = new Float32Array(range.count * 3)
  simulator.fill(range, response, parameters)
  simulator.observe(parameters, range.count, clean)
})

function samplesOf(learn: SimulationRecipe['learn']): { x: Float32Array; y: Float32Array } {
  const { inputs, outputs, fill } = sweepSource({ ...plain, learn }, SEED, simulator)
  const [x, y] = [new Float32Array(range.count * inputs), new Float32Array(range.count * outputs)]
  fill(range, x, y)
  return { x, y }
}

describe('samples', () => {
  it('of a surrogate are those of a reader, the other way round', () => {
    expect(samplesOf({ kind: 'parameters' })).toEqual({ x: response, y: parameters })
    expect(samplesOf({ kind: 'response' })).toEqual({ x: parameters, y: response })
  })

  it('of an autoencoder are what it is given, noise included', () => {
    expect(samplesOf({ kind: 'itself' })).toEqual({ x: response, y: response })
  })

  it('of a cleaner have the same noise on what is given, and none on what is wanted', () => {
    const { x, y } = samplesOf({ kind: 'clean', coarse: 1 })
    expect(y).toEqual(clean)
    // The kernel adds its noise in SIMD.
    expect(relativeDifference(x, response)).toBeLessThan(1e-6)
  })

  it('on a coarse grid are means over blocks, with the noise of the instrument on each', () => {
    const { x, y } = samplesOf({ kind: 'clean', coarse: 3 })
    expect(y).toEqual(clean)
    const mean = (sample: number, row: number, column: number): number => {
      let sum = 0
      for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) sum += y[sample * SIZE + (3 * row + i) * 12 + 3 * column + j] ?? NaN
      return sum / 9
    }
    const noise = Array.from(x, (value, k) => value - mean(Math.floor(k / 8), Math.floor((k % 8) / 4), k % 4))
    const deviation = Math.sqrt(noise.reduce((sum, value) => sum + value ** 2, 0) / noise.length)
    // Of 32 numbers with a deviation of 0.5, within three of its standard errors.
    expect(Math.abs(deviation - 0.5)).toBeLessThan((3 * 0.5) / Math.sqrt(2 * noise.length))
  })

  it('do not depend on how they are asked for', () => {
    const { inputs, outputs, fill } = sweepSource({ ...plain, learn: { kind: 'clean', coarse: 2 } }, SEED, simulator)
    const whole = samplesOf({ kind: 'clean', coarse: 2 })
    const [x, y] = [new Float32Array(inputs), new Float32Array(outputs)]
    fill({ ...range, first: 5, count: 1 }, x, y)
    expect([x, y]).toEqual([whole.x.slice(2 * inputs, 3 * inputs), whole.y.slice(2 * outputs, 3 * outputs)])
  })
})
