import { describe, expect, test } from 'vitest'
import { mapOfSweeps } from '../../../../src/core/measurement/map/from-sweeps'
import type { MeasuredMap } from '../../../../src/core/measurement/map/measured-map'
import { ontoGrid } from '../../../../src/core/measurement/map/onto-grid'
import type { MeasuredSweep } from '../../../../src/core/measurement/sweep'

const axis = (from: number, to: number, count: number): { name: string; unit: string; from: number; to: number; count: number } => ({ name: '', unit: '', from, to, count })
const spaced = (from: number, to: number, count: number): Float64Array => Float64Array.from({ length: count }, (_, k) => from + ((to - from) * k) / (count - 1))

function mapOf(rows: Float64Array, columns: Float64Array, value: (y: number, x: number) => number): MeasuredMap {
  const values = Float64Array.from({ length: rows.length * columns.length }, (_, k) => value(rows[Math.floor(k / columns.length)], columns[k % columns.length]))
  return { rows: { name: '', unit: '', values: rows, count: rows.length }, columns: { name: '', unit: '', values: columns, count: columns.length }, values, quantity: '', unit: '', understood: [] }
}

describe('a map on another grid', () => {
  const plane = (y: number, x: number): number => 3 * y - 2 * x + 1

  test('is itself on its own', () => {
    const [rows, columns] = [spaced(0, 3, 4), spaced(-1, 1, 9)]
    const map = mapOf(rows, columns, (y, x) => Math.sin(5 * x) + y * y)
    expect(ontoGrid(map, { rows, columns }, [axis(0, 3, 4), axis(-1, 1, 9)])).toEqual(map.values)
  })

  test.each([['finer', 33, 41], ['coarser', 5, 4]])('keeps a plane exactly where the map is %s, whichever way its axes run', (_what, many, more) => {
    const [rows, columns] = [spaced(2, 0, many), spaced(-1, 1, more)]
    const grid = [axis(0.5, 1.5, 3), axis(-0.5, 0.5, 3)] as const
    const cells = ontoGrid(mapOf(rows, columns, plane), { rows, columns }, [...grid])
    ;[0.5, 1, 1.5].forEach((y, row) => [-0.5, 0, 0.5].forEach((x, column) => expect(cells[row * 3 + column]).toBeCloseTo(plane(y, x), 9)))
  })

  test('averages the noise of a finer map: of four points in a cell half of it is left', () => {
    const [rows, columns] = [spaced(0, 10, 11), spaced(0.125, 39.875, 160)]
    let state = 1
    const noise = (): number => ((state = (state * 48271) % 2147483647) / 2147483647 - 0.5) * Math.sqrt(12)
    const cells = ontoGrid(mapOf(rows, columns, noise), { rows, columns }, [axis(0, 10, 11), axis(0.5, 39.5, 40)])
    const variance = cells.reduce((sum, value) => sum + value * value, 0) / cells.length
    // 440 cells: the variance to 1/4 sqrt(2/440), four standard errors.
    expect(Math.abs(variance - 0.25)).toBeLessThan(4 * 0.25 * Math.sqrt(2 / 440))
  })

  test('holds nothing beyond the map, nor where nothing was measured', () => {
    const [rows, columns] = [spaced(0, 2, 3), spaced(0, 4, 5)]
    const map = mapOf(rows, columns, (y, x) => (y === 1 && x === 2 ? NaN : 1))
    const cells = ontoGrid(map, { rows, columns }, [axis(0, 2, 3), axis(0, 6, 7)])
    expect(Array.from(cells.subarray(7, 14))).toEqual([1, 1, NaN, 1, 1, NaN, NaN])
  })
})

describe('sweeps as a map', () => {
  const sweep = (drive: number, frequency: number[], direction: 1 | -1 = 1): MeasuredSweep => ({
    frequency: Float64Array.from(frequency),
    x: Float64Array.from(frequency, (nu) => 3 * drive * nu),
    y: Float64Array.from(frequency, (nu) => 4 * drive * nu),
    drive,
    direction,
    units: { frequency: 'Hz', response: 'V', drive: 'V' }
  })
  const choice = { direction: 1, quantity: 'modulus' } as const

  test('have a row for each drive, and hold nothing beyond their ends', () => {
    const sweeps = [sweep(2, [1, 2, 3, 4, 5]), sweep(1, [1, 1.5, 3]), sweep(3, [5, 4, 3, 2, 1], -1), sweep(4, [2, 3, 4, 5])]
    const { rows, columns, values } = mapOfSweeps(sweeps, choice, 'f')
    expect(Array.from(rows.values ?? [])).toEqual([1, 2, 4])
    expect(Array.from(columns.values ?? [])).toEqual([1, 2, 3, 4, 5])
    expect(Array.from(values)).toEqual([5, 10, 15, NaN, NaN, 10, 20, 30, 40, 50, NaN, 40, 60, 80, 100])
  })

  test('are refused where there are too few drives', () => {
    expect(() => mapOfSweeps([sweep(1, [1, 2, 3]), sweep(2, [1, 2, 3])], choice, 'f')).toThrow('at 2 different drives')
  })
})
