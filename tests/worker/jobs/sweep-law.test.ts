/** From a recipe whose sweep follows a typed law to the file, and back. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { characterizeSource } from '../../../src/worker/jobs/characterize'
import { sampleSweeps } from '../../../src/worker/jobs/sample-sweeps'
import { simulate } from '../../../src/worker/jobs/simulate'
import type { SimulationRecipe } from '../../../src/core/recipe/schema'
import { bundledRecipe } from '../../core/dynamics/recipes'

const folder = await mkdtemp(join(tmpdir(), 'sharkfin-law-'))
afterAll(() => rm(folder, { recursive: true }))

const lesson = bundledRecipe('duffing-curve')
const law = 'from + (to - from)*(t/T)^2'
const recipe: SimulationRecipe = { ...lesson, sweep: { ...lesson.sweep, law } }

test('the file says the law, and a fit of it says that it was not linear', async () => {
  const out = join(folder, 'law.csv')
  await simulate({ kind: 'simulate', id: 1, recipe, count: 1, seed: 3, out })
  const [first] = (await readFile(out, 'utf8')).split('\n')
  expect(first).toBe(`# sharkfin simulate recipe=duffing-curve seed=3 from=-4 to=4 duration=200 law=${encodeURIComponent(law)} variable=z`)
  const fit = (path: string) =>
    characterizeSource({ kind: 'characterize', id: 2, source: { kind: 'path', path, name: 'law.csv' }, options: {}, model: null, recipes: [lesson] })
  const { sweeps, joint } = await fit(out)
  for (const group of [...sweeps, ...joint]) expect(group.warnings[0]).toMatchObject({ code: 'sweep-law', message: expect.stringContaining(law) as unknown })
  expect(sweeps).toHaveLength(1)
  const linear = join(folder, 'linear.csv')
  await simulate({ kind: 'simulate', id: 3, recipe: lesson, count: 1, seed: 3, out: linear })
  expect((await fit(linear)).sweeps[0]?.warnings).toEqual([])
})

test('a picture of it has the time of every point beside its frequency', async () => {
  const { time, omega } = await sampleSweeps(recipe, 1, 2)
  expect(time).toHaveLength(400)
  expect(time[398]).toBeCloseTo(200, 4)
  omega.forEach((value, k) => expect(value).toBeCloseTo(-4 + 8 * ((time[k] ?? NaN) / 200) ** 2, 4))
})
