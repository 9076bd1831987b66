import { describe, expect, it } from 'vitest'
import type { RunListing } from '../../../src/core/contract/listing'
import { listedRows, NEWEST_FIRST, ROW_HEIGHT, rowsOnScreen, type Choice } from '../../../src/renderer/workspaces/runs/rows'
import { formatBytes, formatMoment } from '../../../src/renderer/workspaces/runs/words'

const row = (run: string, more: Partial<RunListing> = {}): RunListing => ({
  run, name: '', began: 0, recipe: { name: 'curve-fit', title: 'A function', kind: 'function' }, state: 'finished',
  batch: 100, batches: 100, checkpointBatch: 100, seconds: 1, engine: 'wasm', loss: { first: 1, last: 0.1, validation: 0.2 }, ...more
})
const all = [
  row('c', { loss: { first: null, last: null, validation: null }, state: 'failed', checkpointBatch: 0 }),
  row('b', { name: 'Mine', engine: 'cpu', loss: { first: 1, last: 0.1, validation: 0.5 } }),
  row('a', { recipe: { name: 'duffing-map', title: 'A map', kind: 'simulation' }, state: 'training' })
]
const shown = (choice: Partial<Choice>): string => listedRows(all, { ...NEWEST_FIRST, ...choice }).map(({ run }) => run).join('')

describe('the list of runs', () => {
  it('is searched in names, recipes, engines and states, all words together', () => {
    expect(shown({})).toBe('cba')
    expect(shown({ words: 'MINE' })).toBe('b')
    expect(shown({ words: 'curve cpu' })).toBe('b')
    expect(shown({ words: 'curve map' })).toBe('')
  })

  it('is filtered by state and kind', () => {
    expect(shown({ state: 'resumable' })).toBe('c')
    expect(shown({ state: 'under-way' })).toBe('a')
    expect(shown({ state: 'model' })).toBe('ba')
    expect(shown({ kind: 'function' })).toBe('cb')
  })

  it('is sorted either way; what has no number stands last', () => {
    expect(shown({ by: 'validation', isDown: false })).toBe('abc')
    expect(shown({ by: 'validation', isDown: true })).toBe('bac')
    expect(shown({ by: 'name', isDown: false })).toBe('cab')
    expect(shown({ by: 'began', isDown: false })).toBe('cba')
  })

  it('draws the rows on the screen, and some beyond', () => {
    expect(rowsOnScreen(0, 10 * ROW_HEIGHT, 5000)).toEqual({ first: 0, end: 16 })
    expect(rowsOnScreen(1000 * ROW_HEIGHT, 10 * ROW_HEIGHT, 5000)).toEqual({ first: 994, end: 1016 })
    expect(rowsOnScreen(1000 * ROW_HEIGHT, 10 * ROW_HEIGHT, 20)).toEqual({ first: 13, end: 20 })
    expect(rowsOnScreen(0, 100, 0)).toEqual({ first: 0, end: 0 })
  })

  it('says moments and sizes shortly', () => {
    const at = new Date(2026, 10, 25, 20, 4).getTime()
    expect(formatMoment(at, at)).toBe('25 Nov 20:04')
    expect(formatMoment(new Date(2025, 0, 3).getTime(), at)).toBe('3 Jan 2025')
    expect(formatMoment(0, at)).toBe('—')
    expect([0, 999, 21_612, 1_234_567].map(formatBytes)).toEqual(['0 B', '999 B', '21.6 kB', '1.23 MB'])
  })
})
