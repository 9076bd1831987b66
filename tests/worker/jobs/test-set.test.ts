/** The test set: another draw than what was trained on or validated with, read by the weights that are kept. */
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { evaluateLoss } from '../../../src/core/network/evaluate'
import { modelOf } from '../../../src/core/network/model'
import { recipeSchema } from '../../../src/core/recipe/schema'
import { createSamples } from '../../../src/core/samples/open'
import { testRun } from '../../../src/worker/jobs/test'
import { initialState } from '../../../src/worker/engines/initial-state'
import { writeCheckpoint } from '../../../src/worker/runs/checkpoint'
import { drawSet, simulateHeldOut } from '../../../src/worker/runs/validation'
import { bundledRecipe } from '../../core/dynamics/recipes'
import { trained } from '../export/trained'

const overfit = bundledRecipe('duffing-overfit')
const recipe = { ...overfit, training: { ...overfit.training, validationSweeps: 64 } }
const engine = { choice: 'cpu', kind: 'cpu', name: 'onnxruntime cpu, 1 thread', why: '' } as const
const story = { seconds: 0, firstLoss: null, lastLoss: null, validationLoss: null, metrics: null }

it('is read with the loss that training counts, on samples of its own', async () => {
  const { state } = await trained(recipe, 40)
  const folder = mkdtempSync(join(tmpdir(), 'sharkfin-test-set-'))
  await writeCheckpoint(folder, { recipe, engine, state, story })
  const { loss, count, batch, metrics } = await testRun({ kind: 'test', id: 1, folder })
  const set = drawSet(await createSamples(recipe), { kind: 'test', batch: 0, first: 0, count: 64 })
  const plain = evaluateLoss(modelOf(recipe), state.vectors, { x: set.x, y: set.truth, randoms: {} }, 64)
  expect([count, batch]).toEqual([64, 40])
  expect(Math.abs(loss / plain - 1)).toBeLessThan(1e-5)
  expect(Object.keys(metrics)).toEqual(['omega0', 'gamma', 'epsilon'])
  const { truth, trained: training } = await simulateHeldOut(recipe)
  const known = new Set([...truth, ...(training?.truth ?? [])])
  expect([...set.truth].some((value) => known.has(value))).toBe(false)
})

it('of a table is the rows that were held out a third time; where there are none, it is said how to have some', async () => {
  const table = recipeSchema.parse(JSON.parse(readFileSync('resources/recipes/rings.json', 'utf8')))
  if (table.kind !== 'points') throw new Error('rings are no points')
  const read = async (test: number): ReturnType<typeof testRun> => {
    const of = { ...table, points: { ...table.points, test } }
    const state = await initialState(of)
    const folder = mkdtempSync(join(tmpdir(), 'sharkfin-test-rows-'))
    await writeCheckpoint(folder, { recipe: of, engine, state, story })
    return testRun({ kind: 'test', id: 1, folder })
  }
  const { count, loss } = await read(42)
  expect(count).toBe(42)
  // A network that has learnt nothing: its cross entropy is near that of three equal classes, ln 3.
  expect(Math.abs(loss - Math.log(3))).toBeLessThan(0.5)
  await expect(read(0)).rejects.toMatchObject({ code: 'points-no-test-set', remedy: expect.stringContaining('train again') })
})

it('the rows of a table that are trained on are read beside those held out', async () => {
  const table = recipeSchema.parse(JSON.parse(readFileSync('resources/recipes/rings.json', 'utf8')))
  const { count, trained: own } = await simulateHeldOut(table)
  expect([count, own?.count]).toEqual([84, 336])
})

it('a fixed training set is read whole, each of its samples once', async () => {
  const { trained: training } = await simulateHeldOut(recipe)
  const rows = Array.from({ length: 64 }, (_, row) => training?.truth.slice(3 * row, 3 * row + 3).join())
  expect(training?.count).toBe(64)
  expect(new Set(rows).size).toBe(64)
  const drawn = drawSet(await createSamples({ ...recipe, training: { ...recipe.training, samples: { kind: 'fresh' } } }), { kind: 'training', batch: 0, first: 0, count: 64 })
  expect(new Set(Array.from({ length: 64 }, (_, row) => drawn.truth.slice(3 * row, 3 * row + 3).join()))).toEqual(new Set(rows))
})
