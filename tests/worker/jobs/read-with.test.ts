/** A file read by a trained model: the numbers are the network's, the columns are told apart, and what is doubtful is said. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { answerSchemas } from '../../../src/core/contract/answers'
import type { ModelReading, RowsReading } from '../../../src/core/contract/model'
import { evaluate } from '../../../src/core/network/evaluate'
import { modelOf } from '../../../src/core/network/model'
import { readingVectors } from '../../../src/core/network/reading'
import { readRecipe } from '../../../src/core/recipe/migrate'
import { drawnPriors, priorQuantile } from '../../../src/core/recipe/priors'
import type { Recipe } from '../../../src/core/recipe/schema'
import { createOnnxruntimeEngine } from '../../../src/worker/engines/onnxruntime'
import { readWith } from '../../../src/worker/jobs/read-with'
import { writeCheckpoint } from '../../../src/worker/runs/checkpoint'

const home = mkdtempSync(join(tmpdir(), 'sharkfin-read-with-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const bundled = (name: string): Recipe => readRecipe(JSON.parse(readFileSync(`resources/recipes/${name}.json`, 'utf8')))

/** A checkpoint of the network as it begins, and the same network in plain double precision. */
async function begun(name: string): Promise<{ readonly model: string; readonly says: (x: readonly number[]) => readonly number[] }> {
  const recipe = bundled(name)
  const engine = await createOnnxruntimeEngine({ recipe, threads: 1 })
  const state = await engine.state()
  await engine.dispose()
  const model = join(home, name)
  mkdirSync(model, { recursive: true })
  const story = { seconds: 0, firstLoss: null, lastLoss: null, validationLoss: null, metrics: null }
  await writeCheckpoint(model, { recipe, engine: { choice: 'cpu', kind: 'cpu', name: '', why: '' }, state, story })
  const vectors = readingVectors(modelOf(recipe), recipe.training, state)
  return { model, says: (x) => [...evaluate(modelOf(recipe), vectors, Float32Array.from(x), 1).value] }
}

async function read(model: string, text: string): Promise<ModelReading> {
  const reading = await readWith({ kind: 'read-with', id: 1, source: { kind: 'text', text, name: 'mine.csv' }, model })
  return answerSchemas['read-with'].parse(reading)
}

async function readRows(model: string, text: string): Promise<RowsReading> {
  const reading = await read(model, text)
  if (reading.kind !== 'rows') throw new Error(reading.kind)
  return reading
}

describe('a table read by a model', () => {
  it('gives the network the columns of its names, wherever they stand, and compares with the truth', async () => {
    const { model, says } = await begun('wells')
    const { given, said, x, y, truth, rmse, doubts, how } = await readRows(model, 'V,note,y,x\n0.1,1,0.5,-0.25\n0.2,2,-0.5,0.75\n')
    expect(given.map(({ name }) => name)).toEqual(['x', 'y'])
    expect([...x]).toEqual([-0.25, 0.5, 0.75, -0.5])
    const expected = [...says([-0.25, 0.5]), ...says([0.75, -0.5])]
    expected.forEach((value, k) => expect(y[k]).toBeCloseTo(value, 5))
    expect(how).toContain('by the names')
    expect(doubts).toEqual([])
    expect(said).toEqual([{ name: 'V', unit: '' }])
    expect(rmse?.[0]).toBeCloseTo(Math.sqrt(((y[0] ?? 0) - (truth?.[0] ?? 0)) ** 2 / 2 + ((y[1] ?? 0) - (truth?.[1] ?? 0)) ** 2 / 2), 6)
  })

  it('takes unnamed columns in their order, leaves broken rows out with their lines, and says what lies outside', async () => {
    const { model, says } = await begun('curve-fit')
    const reading = await readRows(model, '0.5 1\n-0.5 nan\n9 2\n1.5 0\n')
    expect([...reading.x]).toEqual([0.5, -0.5, 9, 1.5])
    expect(reading.truth?.[1]).toBeNaN()
    expect(reading.y[3]).toBeCloseTo(says([1.5])[0] ?? NaN, 5)
    expect(reading.doubts).toEqual(['One row lies outside of what the network was trained on; it does not extrapolate.'])
    const single = await readRows(model, '# one number a line\nq\n0.5\n1.5\nnone\n')
    expect([[...single.x], [...single.lines]]).toEqual([[0.5, 1.5], [3, 4]])
    const broken = await readRows(model, 'q,p\n0.5,1\n,2\n1.5,0\n')
    expect([...broken.lines]).toEqual([2, 4])
    expect(broken.doubts).toEqual(['One row has no number where one is needed, and was left out.'])
  })

  it('of classes gives probabilities beside the class of each row', async () => {
    const { model, says } = await begun('rings')
    const reading = await readRows(model, 'x,y,ring\n0.1,0.1,inner\n0.5,0.5,outer\n0.2,0.2,nowhere\n')
    expect(reading).toMatchObject({ isClasses: true, said: [{ name: 'inner' }, { name: 'middle' }, { name: 'outer' }] })
    expect([...(reading.truth ?? [])].slice(0, 6)).toEqual([1, 0, 0, 0, 0, 1])
    expect(reading.truth?.[6]).toBeNaN()
    expect([...reading.y.subarray(0, 3)].reduce((a, b) => a + b)).toBeCloseTo(1, 5)
    says([0.1, 0.1]).forEach((value, k) => expect(reading.y[k]).toBeCloseTo(value, 5))
  })

  it('of sweeps reads rows of as many numbers as it sees, and a measurement by its fit, saying that the network did not', async () => {
    const { model, says } = await begun('duffing-curve')
    const row = Array.from({ length: 50 }, (_, k) => Number(Math.exp(-(((k - 20) / 8) ** 2)).toFixed(4)))
    const reading = await readRows(model, `${row.join(',')}\n${row.map((value) => value / 2).join(',')}\n`)
    says(row).forEach((value, k) => expect(reading.y[k]).toBeCloseTo(value, 5))
    const lab = await read(model, readFileSync('resources/samples/example1.txt', 'utf8'))
    expect(lab).toMatchObject({ kind: 'sweeps', unread: expect.stringContaining('gain') })
  })

  it('of a surrogate says the response to parameters, wherever their columns stand', async () => {
    const { model, says } = await begun('pendulum-surrogate')
    const recipe = bundled('pendulum-surrogate')
    if (recipe.kind !== 'simulation') throw new Error('no simulation')
    const priors = drawnPriors(recipe.system)
    const middle = priors.map((prior) => Number(priorQuantile(prior, 0.5).toPrecision(4)))
    const reading = await readRows(model, `${priors.map(({ name }) => name).reverse().join(',')}\n${middle.toReversed().join(',')}\n${middle.map((value) => 100 * value + 100).toReversed().join(',')}\n`)
    expect(reading.along?.name).toBe('omega')
    expect([...reading.x.subarray(0, middle.length)]).toEqual(middle.map(Math.fround))
    says(middle).forEach((value, k) => expect(reading.y[k]).toBeCloseTo(value, 4))
    expect(reading.doubts).toEqual(['One row lies outside of what the network was trained on; it does not extrapolate.'])
  })

  it('with too few columns is refused by name', async () => {
    const { model } = await begun('two-spirals')
    await expect(read(model, 'x\n1\n2\n')).rejects.toMatchObject({ code: 'model-columns', message: expect.stringContaining('2 numbers a row (x, y); the file has 1 column') })
  })
})
