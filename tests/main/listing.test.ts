/** The store as one list of runs: named, deleted, brought back, found by recipe; and a store of an older Sharkfin. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeEach, describe, expect, it } from 'vitest'
import { runListingSchema } from '../../src/core/contract/listing'
import type { RunSummary } from '../../src/core/contract/run'
import { simulationRecipeSchema } from '../../src/core/recipe/schema'
import { openStore, type Store } from '../../src/main/store/store'

const recipe = simulationRecipeSchema.parse(JSON.parse(readFileSync('resources/recipes/duffing-curve.json', 'utf8')))
const other = { ...recipe, training: { ...recipe.training, seed: 77 } }
const summary = (run: string, more: Partial<RunSummary> = {}): RunSummary => ({
  run,
  state: 'finished',
  recipe,
  engine: { choice: 'auto', kind: 'wasm', name: 'fused', why: '' },
  batch: 40,
  checkpointBatch: 40,
  seconds: 1.5,
  loss: { first: 1, last: 0.2, validation: 0.25 },
  metrics: null,
  error: null,
  ...more
})

let home: string
let store: Store

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'sharkfin-listing-'))
  let clock = 1000
  store = openStore(home, () => clock++)
})

describe('the list of runs', () => {
  it('has the newest first, in brief, with when each was begun and what it came to', () => {
    store.save(summary('first', { state: 'training' }))
    store.save(summary('second', { recipe: other }))
    store.save(summary('first', { batch: 60 }))
    const [second, first] = store.list()
    expect(first).toEqual({
      run: 'first', name: '', began: 1000, recipe: { name: 'duffing-curve', title: recipe.title, kind: 'simulation' }, state: 'finished',
      batch: 60, batches: recipe.training.batches, checkpointBatch: 40, seconds: 1.5, engine: 'wasm', loss: { first: 1, last: 0.2, validation: 0.25 }
    })
    expect(second).toMatchObject({ run: 'second', began: 1001 })
    expect(store.list().every((row) => runListingSchema.safeParse(row).success)).toBe(true)
    store.rename('first', 'the long one')
    store.save(summary('first', { batch: 80 }))
    expect(store.list()[1]).toMatchObject({ name: 'the long one', batch: 80 })
  })

  it('finds the newest run of a very recipe', () => {
    store.save(summary('one'))
    store.save(summary('two'))
    store.save(summary('three', { recipe: other }))
    expect([store.runOf(recipe), store.runOf(other), store.runOf({ ...recipe, name: 'another' })]).toEqual(['two', 'three', null])
    store.delete(['two'])
    expect(store.runOf(recipe)).toBe('one')
  })

  it('leaves out what is deleted until it is brought back, or goes on; tidied, it is gone with its files', () => {
    for (const run of ['one', 'two', 'three']) {
      store.save(summary(run))
      store.addPoints({ run, firstStep: 0, losses: Float32Array.of(1, 2), validations: [] })
      mkdirSync(store.folder(run), { recursive: true })
      writeFileSync(join(store.folder(run), 'checkpoint.bin'), 'x')
    }
    store.delete(['one', 'two', 'three'])
    expect(store.list()).toEqual([])
    expect(store.newest()).toBe(null)
    store.restore(['one'])
    store.save(summary('three'))
    store.tidy()
    expect(store.list().map(({ run }) => run)).toEqual(['three', 'one'])
    expect([...store.history('one').losses]).toEqual([1, 2])
    expect(existsSync(store.folder('one'))).toBe(true)
    expect(existsSync(store.folder('two'))).toBe(false)
    expect(() => store.history('two')).toThrow(expect.objectContaining({ code: 'run-unknown' }))
  })

  it('knows the files that a model was exported to, and whether they are still there', () => {
    store.save(summary('one'))
    const file = join(home, 'model.onnx')
    writeFileSync(file, 'abc')
    store.addExport('one', join(home, 'gone.onnx'), 1e-7)
    store.addExport('one', file, 2e-7)
    expect(store.exports('one')).toMatchObject([{ file, bytes: 3, maxDifference: 2e-7, isThere: true }, { isThere: false, bytes: 0 }])
  })

  it('takes over a store from before there was one, and leaves out what it cannot read', () => {
    store.close()
    const old = mkdtempSync(join(tmpdir(), 'sharkfin-old-'))
    const database = new DatabaseSync(join(old, 'runs.sqlite'))
    database.exec('CREATE TABLE runs (run TEXT PRIMARY KEY, number INTEGER NOT NULL, summary TEXT NOT NULL) STRICT')
    database.exec('CREATE TABLE validations (run TEXT NOT NULL, step INTEGER NOT NULL, loss REAL NOT NULL, PRIMARY KEY (run, step)) STRICT')
    database.prepare('INSERT INTO runs VALUES (?, 1, ?)').run('kept', JSON.stringify(summary('kept')))
    database.prepare('INSERT INTO runs VALUES (?, 2, ?)').run('broken', '{"run": "broken"}')
    database.close()
    mkdirSync(join(old, 'runs', 'kept'), { recursive: true })
    const again = openStore(old)
    const [kept, ...rest] = again.list()
    expect(rest).toEqual([])
    expect(kept).toMatchObject({ run: 'kept', batch: 40 })
    expect(kept?.began).toBeGreaterThan(1e12)
    expect(again.runOf(recipe)).toBe('kept')
    again.close()
  })
})
