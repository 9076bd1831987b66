/** What `simulate` writes: CSV that is read back as sweeps, .npz as NumPy itself reads it. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { createSimulator } from '../../../src/core/dynamics/create-simulator'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import type { SimulationRecipe } from '../../../src/core/recipe/schema'
import { simulate } from '../../../src/worker/jobs/simulate'
import { bundledRecipe, recipeOf } from '../../core/dynamics/recipes'
import { PYTHON_PATIENCE, pythonWith } from '../python'

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'sharkfin-simulate-'))
const lesson = bundledRecipe('duffing-curve')
const map = simulationRecipeSchema.parse({
  ...lesson,
  observation: { ...lesson.observation, bins: 30, noise: 0.1, rows: { parameter: 'f', from: 2, to: 0.5, count: 4 } }
})

async function written(recipe: SimulationRecipe, name: string, count: number): Promise<string> {
  const out = join(folder, name)
  await simulate({ kind: 'simulate', id: 1, recipe, count, seed: 7, out })
  return out
}

describe('.csv', () => {
  test.each([
    ['a complex variable', lesson, 'omega,re,im,modulus,sweep', 5],
    ['a real variable', recipeOf({}), 'omega,re,sweep', 3]
  ] as const)('of %s', async (name, recipe, columns, width) => {
    const lines = readFileSync(await written(recipe, `${name}.csv`, 2), 'utf8').trim().split('\n')
    const table = lines.filter((line) => !line.startsWith('#'))
    expect(table[0]).toBe(columns)
    expect(table).toHaveLength(1 + 2 * recipe.sweep.steps)
    for (const line of table.slice(1)) expect(line.split(',').map(Number).filter(Number.isFinite)).toHaveLength(width)
  })

  test('of a map has a sweep for each row, and says at what force', async () => {
    const lines = readFileSync(await written(map, 'map.csv', 2), 'utf8').trim().split('\n')
    const forces = lines.flatMap((line) => /^# sweep=\d+ .* f=(\S+)$/.exec(line)?.[1] ?? [])
    expect(forces.map(Number)).toEqual([2, 1.5, 1, 0.5, 2, 1.5, 1, 0.5])
    expect(lines.at(-1)?.split(',').at(-1)).toBe('7')
    const sweep = await createSimulator(map, 7)
    const [x, y] = [new Float32Array(2 * sweep.inputs), new Float32Array(6)]
    sweep.fill({ kind: 'sample', batch: 0, first: 0, count: 2 }, x, y)
    const last = sweep.trace(y.subarray(3), undefined, 3).modulus.at(-1)
    expect(Number(lines.at(-1)?.split(',')[3])).toBe(last)
  })
})

describe('.npz', () => {
  const read = [
    'import json, sys, zipfile, numpy',
    'file = sys.argv[1]',
    'assert zipfile.ZipFile(file).testzip() is None',
    'arrays = numpy.load(file)',
    'print(json.dumps({name: {"shape": list(arrays[name].shape), "type": arrays[name].dtype.str, "values": arrays[name].ravel().tolist()} for name in arrays.files}))'
  ].join('\n')

  test.for([['curve', lesson, 5], ['map', map, 3]] as const)('of a %s is what NumPy reads back', { timeout: PYTHON_PATIENCE }, async ([name, recipe, count], ctx) => {
    const found = await pythonWith('numpy')
    const out = await written(recipe, `${name}.npz`, count)
    if ('missing' in found) return ctx.skip(found.missing)
    const { stdout } = await run(found.python, ['-c', read, out], { maxBuffer: 1 << 24 })
    const arrays = JSON.parse(stdout) as Record<string, { shape: number[]; type: string; values: (number | string)[] }>
    const simulator = await createSimulator(recipe, 7)
    const [x, y] = [new Float32Array(count * simulator.inputs), new Float32Array(count * 3)]
    simulator.fill({ kind: 'sample', batch: 0, first: 0, count }, x, y)
    const isMap = recipe.observation.rows !== null
    expect(arrays.x).toEqual({ shape: isMap ? [3, 4, 30, 1] : [5, 50], type: '<f4', values: [...x] })
    expect(arrays.y).toEqual({ shape: [count, 3], type: '<f4', values: [...y] })
    expect(arrays.parameters?.values).toEqual(['omega0', 'gamma', 'epsilon'])
    expect(arrays.axes?.values).toEqual(isMap ? ['f', 'omega'] : ['omega'])
    if (isMap) expect(arrays.axis_f).toEqual({ shape: [4], type: '<f8', values: [2, 1.5, 1, 0.5] })
    expect(arrays.axis_omega?.shape).toEqual([recipe.observation.bins])
    expect(JSON.parse(String(arrays.recipe?.values[0]))).toEqual(recipe)
    expect(arrays.seed?.values).toEqual([7])
  })

  test('is the same file for the same seed', async () => {
    const [first, second] = [await written(map, 'first.npz', 2), await written(map, 'second.npz', 2)]
    expect(readFileSync(first).equals(readFileSync(second))).toBe(true)
  })
})

test.each(['samples.txt', 'samples'])('the name %s is refused, and the endings are named', async (name) => {
  await expect(written(lesson, name, 1)).rejects.toMatchObject({ code: 'out-ending', remedy: expect.stringMatching(/\.csv.*\.npz/) as string })
})

test.each(['.csv', '.npz'])('a folder that is not there is said in words: %s', async (ending) => {
  await expect(written(lesson, `nowhere/samples${ending}`, 1)).rejects.toMatchObject({ code: 'out-not-writable' })
})
