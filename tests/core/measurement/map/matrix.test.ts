import { describe, expect, test } from 'vitest'
import { errorData } from '../../../../src/core/contract/errors'
import { isMatrix, readMatrix } from '../../../../src/core/measurement/map/matrix'
import { transposed } from '../../../../src/core/measurement/map/measured-map'

const header = ['X (mV): drive (V) down and frequency (Hz) across', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
const row = (drive: number, ...rest: (number | string)[]): (number | string)[] => [drive, ...rest, ...Array.from({ length: 10 - rest.length }, (_, k) => drive * (k + 1 + rest.length))]
const text = (rows: (number | string)[][], delimiter = ','): string => rows.map((cells) => cells.join(delimiter)).join('\n')

function refused(content: string): { code: string; line: number | undefined } {
  try {
    readMatrix(content, 'map.csv')
  } catch (thrown) {
    const { code, place } = errorData(thrown)
    return { code, line: place?.line }
  }
  return { code: 'none', line: undefined }
}

describe('a matrix with axes', () => {
  test('is read with what its corner says', () => {
    const content = text([header, row(0.1), row(0.2), row(0.4)])
    expect(isMatrix(content, 'map.csv')).toBe(true)
    const { rows, columns, values, quantity, unit } = readMatrix(content, 'map.csv')
    expect([rows.name, rows.unit, columns.name, columns.unit, quantity, unit]).toEqual(['drive', 'V', 'frequency', 'Hz', 'X', 'mV'])
    expect(Array.from(rows.values ?? [])).toEqual([0.1, 0.2, 0.4])
    expect(columns.values?.[9]).toBe(10)
    expect(values[2 * 10 + 4]).toBeCloseTo(2, 12)
  })

  test('may have semicolons, decimal commas, comments, and cells with nothing', () => {
    const content = `# taken in May\n${text([['', ...header.slice(1)], row(0.1, '', 'NaN'), row(0.2), row(0.4)], ';').replaceAll('.', ',')}`
    expect(isMatrix(content, 'map.csv')).toBe(true)
    const { values } = readMatrix(content, 'map.csv')
    expect([values[0], values[1]]).toEqual([NaN, NaN])
    expect(values[2]).toBeCloseTo(0.3, 12)
  })

  test('is told from a list of sweeps', () => {
    expect(isMatrix('frequency,X,Y\n1,2,3\n2,3,4\n3,4,5\n4,5,6\n', 'sweep.csv')).toBe(false)
  })

  test('can be turned', () => {
    const map = readMatrix(text([header, row(0.1), row(0.2), row(0.4)]), 'map.csv')
    const turned = transposed(map)
    expect([turned.rows.count, turned.columns.count]).toEqual([10, 3])
    expect(turned.values[4 * 3 + 2]).toBe(map.values[2 * 10 + 4])
    expect(transposed(turned).values).toEqual(map.values)
  })

  test.each([
    ['an axis that turns round', [header, row(0.1), row(0.3), row(0.2)], 'map-axis', 4],
    ['a row that is cut', [header, row(0.1), row(0.2).slice(0, 7), row(0.3)], 'map-ragged', 3],
    ['a word among numbers', [header, row(0.1), row(0.2, 'about 3'), row(0.3)], 'map-cell', 3],
    ['a word in the axis', [['', 1, 'two', ...header.slice(3)], row(0.1), row(0.2), row(0.3)], 'map-axis', 1],
    ['two rows', [header, row(0.1), row(0.2)], 'map-small', undefined]
  ])('says where it has %s', (_what, rows, code, line) => {
    expect(refused(text(rows))).toEqual({ code, line })
  })
})
