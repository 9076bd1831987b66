import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createSimulator } from '../../../src/core/dynamics/create-simulator'
import type { MapOptions, MapReading } from '../../../src/core/contract/map'
import { axesOf, type Axis } from '../../../src/core/recipe/axes'
import { simulationRecipeSchema, type SimulationRecipe } from '../../../src/core/recipe/schema'
import { readMap } from '../../../src/worker/jobs/read-map'

const recipe = simulationRecipeSchema.parse(JSON.parse(readFileSync('resources/recipes/duffing-map.json', 'utf8')))
const truth = { omega0: 0.35, gamma: 0.9, epsilon: 0.08 }

/** Gaussian numbers by Box and Muller, from a small generator of our own. */
function noise(seed: number): () => number {
  let state = seed
  const uniform = (): number => (state = (state * 48271) % 2147483647) / 2147483647
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
}

interface Lab {
  readonly centre: number
  readonly width: number
  readonly drive: number
  readonly gain: number
  readonly size: number
}
const WRITTEN: Lab = { centre: 0, width: 1, drive: 1, gain: 1, size: 0.5 }

/** A matrix as an instrument would write it. @param hole cells that are left empty */
async function matrix(from: SimulationRecipe, lab: Lab, hole: (row: number, column: number) => boolean = () => false): Promise<string> {
  const simulator = await createSimulator(from)
  const [rows, columns] = axesOf(from)
  const map = new Float32Array(simulator.inputs)
  simulator.observe(Float32Array.from(simulator.parameters, (name) => truth[name as keyof typeof truth]), 1, map)
  const draw = noise(7)
  const at = (axis: Axis | undefined, k: number): number => (axis ? axis.from + ((axis.to - axis.from) * k) / (axis.count - 1) : NaN)
  const written = lab.centre === 0
  const corner = written ? '' : 'V (mV): drive (V) down and frequency (Hz) across'
  const head = [corner, ...Array.from({ length: 50 }, (_, k) => lab.centre + lab.width * at(columns, k))]
  const lines = Array.from({ length: 50 }, (_, row) => [lab.drive * at(rows, row), ...Array.from({ length: 50 }, (_, column) => (hole(row, column) ? '' : lab.gain * (map[row * 50 + column] + lab.size * draw())))])
  return [head, ...lines].map((cells) => cells.join(',')).join('\n')
}

const read = (text: string, options: MapOptions = {}, as = recipe): Promise<MapReading> => readMap({ kind: 'map', id: 1, source: { kind: 'text', text, name: 'map.csv' }, options, recipe: as, model: null })

function expectTruth(reading: MapReading): void {
  for (const { name, fit } of reading.parameters) {
    expect(Math.abs((fit?.value ?? NaN) - truth[name as keyof typeof truth])).toBeLessThan(4 * (fit?.stderr ?? NaN))
  }
}

describe('a measured map', () => {
  test('in the units of the simulation gives its parameters back', async () => {
    const reading = await read(await matrix(recipe, WRITTEN))
    expect(reading.warnings).toEqual([])
    expect(reading.scales).toMatchObject({ centre: 0, width: 1, drive: 1, gain: 1 })
    expectTruth(reading)
    expect(Math.abs((reading.fit?.noise ?? NaN) - 0.5)).toBeLessThan(0.04)
    expect(reading.masked).toBe(0)
    expect(reading.unread).toContain('No network')
  })

  test('in units of the lab gives them too, and the frequencies in hertz, once the scale is said', async () => {
    const lab = { centre: 1633, width: 2, drive: 0.05, gain: 0.4, size: 0.2 }
    const reading = await read(await matrix(recipe, lab), { centre: 1633, width: 2, drive: 0.05 })
    expectTruth(reading)
    const [f0, fwhm, kerr] = reading.parameters.map(({ lab: own }) => own)
    expect([f0?.name, f0?.estimate.unit, fwhm?.name, kerr?.estimate.unit]).toEqual(['f0', 'Hz', 'fwhm', 'Hz/mV²'])
    const near = (one: typeof f0, value: number): void => expect(Math.abs((one?.estimate.value ?? NaN) - value)).toBeLessThan(4 * (one?.estimate.stderr ?? NaN))
    near(f0, 1633 + 2 * truth.omega0)
    near(fwhm, 2 * truth.gamma)
    near(kerr, (2 * truth.epsilon) / 0.4 ** 2)
    expect(Math.abs((reading.gain?.value ?? NaN) - 0.4)).toBeLessThan(4 * (reading.gain?.stderr ?? NaN))
    expect(reading.axes[1].unit).toBe('Hz')
  })

  test('of a recipe that sweeps downwards is not turned round', async () => {
    const down = { ...recipe, sweep: { ...recipe.sweep, from: 4, to: -4 } }
    const reading = await read(await matrix(down, { centre: 1633, width: 2, drive: 0.05, gain: 1, size: 0.2 }), {}, down)
    expect(reading.scales.centre).toBeCloseTo(1633, 6)
    expect(reading.scales.width).toBeCloseTo(2, 6)
    expect(reading.warnings).toEqual([])
    expectTruth(reading)
  })

  test('is read where a corner of it was not measured, and says how much is missing', async () => {
    const reading = await read(await matrix(recipe, WRITTEN, (row, column) => row > 20 && column < 35))
    expect(reading.masked).toBe(29 * 35)
    expect(reading.warnings.map(({ code }) => code)).toEqual(['map-masked'])
    expectTruth(reading)
  })

  test('of another equation is said not to fit, above the numbers', async () => {
    const other = { ...recipe, system: { ...recipe.system, constants: { ...recipe.system.constants, eta: 0.2 } } }
    const reading = await read(await matrix(other, { ...WRITTEN, size: 0.05 }))
    expect(reading.warnings[0]?.code).toBe('map-misfit')
  })

  // With so little noise all that is left is misfit, alike over many cells: 8 of 2,500 count as independent, and 99.5 % are explained.
  test('of a slightly different equation and little noise keeps its numbers, under the same doubt', async () => {
    const other = { ...recipe, system: { ...recipe.system, constants: { ...recipe.system.constants, eta: 0.02 } } }
    const reading = await read(await matrix(other, { ...WRITTEN, size: 0.01 }), { gain: 'fitted' })
    expect(reading.warnings[0]?.code).toBe('map-misfit')
    expect(Math.abs((reading.parameters[0]?.fit?.value ?? NaN) - truth.omega0)).toBeLessThan(0.1)
  })

  test('of noise alone gives no numbers', async () => {
    const reading = await read(await matrix(recipe, { ...WRITTEN, size: 500 }))
    expect(reading.warnings.map(({ code }) => code)).toEqual(['map-nothing'])
    expect(reading.parameters.map(({ fit }) => fit)).toEqual([null, null, null])
  })

  test('that lies where the recipe does not sweep gives no numbers either', async () => {
    const reading = await read(await matrix(recipe, { ...WRITTEN, centre: 1000 }), { centre: 0, width: 1 })
    expect(reading.warnings.map(({ code }) => code)).toEqual(['map-elsewhere'])
    expect(reading.model).toBeNull()
  })

  test('is no matter for a recipe of curves', async () => {
    const curve = { ...recipe, observation: { ...recipe.observation, rows: null } }
    await expect(read('1,2\n3,4\n', {}, curve)).rejects.toMatchObject({ code: 'map-no-rows' })
  })
})
