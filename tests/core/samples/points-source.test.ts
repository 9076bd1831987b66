import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readRecipe } from '../../../src/core/recipe/migrate'
import { tableText } from '../../../src/core/recipe/points'
import { recipeSchema, type PointsRecipe } from '../../../src/core/recipe/schema'
import { createSamples } from '../../../src/core/samples/open'
import { splitRows } from '../../../src/core/samples/points-source'

const curve = readRecipe(JSON.parse(readFileSync('resources/recipes/curve-fit.json', 'utf8')))
const ROWS = 23

/** Row k holds k, 100 + k; its value is 1000 + k, or its class k mod 3. */
function recipe(change: { classes?: boolean; noise?: number; heldOut?: number; test?: number } = {}): PointsRecipe {
  const { network, training, format, version } = curve
  const rows = Array.from({ length: ROWS }, (_, k) => [k, 100 + k, change.classes ? k % 3 : 1000 + k])
  const outputs = change.classes ? { kind: 'classes', name: 'kind', classes: ['a', 'b', 'c'] } : { kind: 'values', columns: [{ name: 'F', unit: 'V' }] }
  const inputs = ['p', 'q'].map((name) => ({ name, unit: '', noise: change.noise ?? 0 }))
  const made = { format, version, kind: 'points', name: 'points', title: 'points', network, training: { ...training, batch: 4, validationSweeps: change.heldOut ?? 5 }, points: { inputs, outputs, table: tableText(rows), test: change.test ?? 0 } }
  return recipeSchema.parse(made) as PointsRecipe
}

async function drawn(of: PointsRecipe, kind: 'training' | 'validation' | 'test', batches: number, size = 4): Promise<{ x: number[]; y: number[] }> {
  const { inputs, outputs, fill } = await createSamples(of)
  const parts = Array.from({ length: batches }, (_, batch) => {
    const [x, y] = [new Float32Array(size * inputs), new Float32Array(size * outputs)]
    fill({ kind, batch, first: 0, count: size }, x, y)
    return { x: [...x], y: [...y] }
  })
  return { x: parts.flatMap(({ x }) => x), y: parts.flatMap(({ y }) => y) }
}

const firsts = (x: readonly number[]): number[] => x.filter((_, place) => place % 2 === 0)

describe('rows of a table as samples', () => {
  it('trains on each row that is not held out once an epoch, in another order each, and never on one that is', async () => {
    // 18 rows in batches of 4: 9 batches are two epochs.
    const order = firsts((await drawn(recipe(), 'training', 9)).x)
    const held = firsts((await drawn(recipe(), 'validation', 1, 5)).x)
    const [first, second] = [order.slice(0, 18), order.slice(18)]
    const wanted = Array.from({ length: ROWS }, (_, k) => k).filter((row) => !held.includes(row))
    expect(new Set(held).size).toBe(5)
    for (const epoch of [first, second]) expect(epoch.toSorted((a, b) => a - b)).toEqual(wanted)
    expect(first).not.toEqual(second)
  })

  it('keeps inputs and values of a row together', async () => {
    const { x, y } = await drawn(recipe(), 'training', 3)
    firsts(x).forEach((row, k) => expect([x[2 * k + 1], y[k]]).toEqual([100 + row, 1000 + row]))
  })

  it('gives the probability of each class', async () => {
    const { x, y } = await drawn(recipe({ classes: true }), 'training', 3)
    firsts(x).forEach((row, k) => expect(y.slice(3 * k, 3 * k + 3)).toEqual([0, 1, 2].map((one) => Number(row % 3 === one))))
  })

  it('adds noise of the given size to inputs in training alone, anew at each visit', async () => {
    const noisy = recipe({ noise: 0.5 })
    const [plain, changed] = [await drawn(recipe(), 'training', 500), await drawn(noisy, 'training', 500)]
    const noise = changed.x.map((value, place) => value - (plain.x[place] ?? NaN))
    const deviation = Math.sqrt(noise.reduce((sum, value) => sum + value ** 2, 0) / noise.length)
    // 4,000 numbers: the deviation's own standard error is 0.5 / sqrt(8,000), five of which are 0.028.
    expect(Math.abs(deviation - 0.5)).toBeLessThan(0.028)
    expect(changed.y).toEqual(plain.y)
    expect(await drawn(noisy, 'validation', 1, 5)).toEqual(await drawn(recipe(), 'validation', 1, 5))
  })

  it('keeps the rows of a test set from training and validation, and those of the validation as they were', async () => {
    const of = recipe({ test: 4 })
    const [trained, held, test] = [firsts((await drawn(of, 'training', 7)).x), firsts((await drawn(of, 'validation', 1, 5)).x), firsts((await drawn(of, 'test', 1)).x)]
    // 14 rows in batches of 4: 7 batches are two epochs.
    expect([...new Set(trained), ...held, ...test].toSorted((a, b) => a - b)).toEqual(Array.from({ length: ROWS }, (_, k) => k))
    expect(held).toEqual(firsts((await drawn(recipe(), 'validation', 1, 5)).x))
  })

  it('splits by the seed alone', () => {
    expect(splitRows(40, 10, 0, 3)).toEqual(splitRows(40, 10, 0, 3))
    expect(splitRows(40, 10, 0, 3).heldOut).not.toEqual(splitRows(40, 10, 0, 4).heldOut)
  })
})

describe('a table in a recipe', () => {
  const issue = (change: (made: PointsRecipe) => void): string => {
    const made = structuredClone(recipe())
    change(made)
    const result = recipeSchema.safeParse(made)
    return result.success ? '' : (result.error.issues[0]?.message ?? '')
  }
  it('says where it is wrong', () => {
    expect(issue((made) => (made.points.table = '1 2 3\n4 5'))).toBe('row 2 has 2 numbers, not 3')
    expect(issue((made) => (made.points.table = '1 2 3\n4 5x 6\n7 8 9'))).toBe('"5x" in row 2, column 2 is no number')
    expect(issue((made) => (made.points.outputs = { kind: 'classes', name: 'kind', classes: ['a', 'b'] }))).toMatch(/row 1 has no class from 0 to 1/)
  })
  it('leaves rows to train on, and takes cross entropy for classes alone', () => {
    expect(issue((made) => (made.training.validationSweeps = ROWS))).toMatch(/left to train on/)
    expect(issue((made) => (made.points.test = ROWS - 5))).toMatch(/left to train on/)
    expect(issue((made) => (made.points.test = ROWS - 6))).toBe('')
    expect(issue((made) => (made.training.loss = { kind: 'cross-entropy' }))).toMatch(/classes/)
  })
})
