import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeEach, describe, expect, it } from 'vitest'
import type { RunSummary } from '../../src/core/contract/run'
import { simulationRecipeSchema } from '../../src/core/recipe/schema'
import { openStore } from '../../src/main/store/store'

const file = join(import.meta.dirname, '../../resources/recipes/duffing-curve.json')
const recipe = simulationRecipeSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
const summary: RunSummary = {
  run: 'first',
  state: 'training',
  recipe,
  engine: { choice: 'cpu', kind: 'cpu', name: 'onnxruntime cpu, 1 thread', why: '' },
  batch: 0,
  checkpointBatch: 0,
  seconds: 0,
  loss: { first: null, last: null, validation: null },
  metrics: null,
  error: null
}
let home: string

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'sharkfin-store-'))
})

describe('store', () => {
  it('keeps runs and every loss beyond its own closing', () => {
    const store = openStore(home)
    store.save(summary)
    store.addPoints({ run: 'first', firstStep: 0, losses: Float32Array.of(3, 2), validations: [{ step: 2, loss: 2.5, trained: 2.25 }] })
    store.addPoints({ run: 'first', firstStep: 2, losses: Float32Array.of(1), validations: [] })
    store.save({ ...summary, state: 'finished', batch: 3 })
    store.close()
    const again = openStore(home)
    const history = again.history('first')
    expect(history.summary.state).toBe('finished')
    expect([...history.losses]).toEqual([3, 2, 1])
    expect(history.validations).toEqual([{ step: 2, loss: 2.5, trained: 2.25 }])
    again.close()
  })

  it('shares its folder with another Sharkfin, of which each writes when the other has', () => {
    const [one, other] = [openStore(home), openStore(home)]
    one.save(summary)
    for (let k = 0; k < 50; k++) {
      one.addPoints({ run: 'first', firstStep: 2 * k, losses: Float32Array.of(k), validations: [] })
      other.addPoints({ run: 'first', firstStep: 2 * k + 1, losses: Float32Array.of(-k), validations: [] })
    }
    one.close()
    expect(other.history('first').losses).toHaveLength(100)
    other.close()
  })

  it('keeps all of a chunk or nothing, and goes on after one that could not be kept', () => {
    const store = openStore(home)
    store.save(summary)
    const bad = { step: 2, loss: Symbol('no number') as unknown as number, trained: null }
    expect(() => store.addPoints({ run: 'first', firstStep: 0, losses: Float32Array.of(3, 2), validations: [bad] })).toThrow()
    expect(store.history('first').losses).toHaveLength(0)
    store.addPoints({ run: 'first', firstStep: 0, losses: Float32Array.of(5), validations: [] })
    store.close()
    expect([...openStore(home).history('first').losses]).toEqual([5])
  })

  it('leaves a gap where a run went on from a checkpoint of which it had not heard', () => {
    const store = openStore(home)
    store.save(summary)
    store.addPoints({ run: 'first', firstStep: 0, losses: Float32Array.of(3, 2), validations: [] })
    store.addPoints({ run: 'first', firstStep: 4, losses: Float32Array.of(1), validations: [] })
    expect([...store.history('first').losses]).toEqual([3, 2, NaN, NaN, 1])
    expect(store.hasCheckpoint('first')).toBe(false)
    mkdirSync(store.folder('first'))
    writeFileSync(join(store.folder('first'), 'checkpoint.bin'), 'x')
    expect(store.hasCheckpoint('first')).toBe(true)
    store.close()
  })

  it('passes over rows that it cannot read', () => {
    const store = openStore(home)
    store.save(summary)
    store.save({ ...summary, run: 'newer', state: 'training' })
    const database = new DatabaseSync(join(home, 'runs.sqlite'))
    database.prepare("UPDATE runs SET summary = '{}' WHERE run = 'newer'").run()
    database.close()
    expect(store.newest()?.run).toBe('first')
    expect(store.underWay().map(({ run }) => run)).toEqual(['first'])
    expect(() => store.summary('newer')).toThrow('no run "newer"')
    store.close()
  })

  it('knows the runs that were waiting or in training when they were last saved', () => {
    const store = openStore(home)
    const states = ['waiting', 'compiling', 'training', 'paused', 'stopped', 'finished', 'failed', 'interrupted'] as const
    for (const state of states) store.save({ ...summary, run: state, state })
    expect(store.underWay().map(({ run }) => run).sort()).toEqual(['compiling', 'paused', 'training', 'waiting'])
    store.close()
  })

  it('keeps what was read from the test set, and takes no second reading', () => {
    const store = openStore(home)
    store.save(summary)
    expect(store.test('first')).toBeNull()
    const result = { batch: 40, count: 100, loss: 0.5, metrics: { omega0: { rmse: 0.1, r2: 0.9 } } }
    store.saveTest('first', result)
    expect(store.history('first').test).toEqual(result)
    expect(() => store.saveTest('first', { ...result, loss: 0.1 })).toThrow()
    expect(store.test('first')).toEqual(result)
    store.close()
  })

  it('forgets what came after the checkpoint that a run goes on from', () => {
    const store = openStore(home)
    store.save(summary)
    store.addPoints({ run: 'first', firstStep: 0, losses: Float32Array.of(3, 2), validations: [] })
    store.addPoints({ run: 'first', firstStep: 2, losses: Float32Array.of(9, 9), validations: [{ step: 4, loss: 9, trained: null }] })
    store.forgetFrom('first', 2)
    store.addPoints({ run: 'first', firstStep: 2, losses: Float32Array.of(1), validations: [] })
    expect([...store.history('first').losses]).toEqual([3, 2, 1])
    expect(store.history('first').validations).toEqual([])
    store.close()
  })

  it('knows the newest run, and says when it knows none of that name', () => {
    const store = openStore(home)
    expect(store.newest()).toBeNull()
    store.save(summary)
    store.save({ ...summary, run: 'second' })
    store.save({ ...summary, state: 'finished' })
    expect(store.newest()?.run).toBe('second')
    expect(() => store.summary('third')).toThrow(expect.objectContaining({ code: 'run-unknown' }))
    store.close()
  })
})
