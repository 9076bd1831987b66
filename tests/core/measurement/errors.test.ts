import { describe, expect, it } from 'vitest'
import { SharkfinError } from '../../../src/core/contract/errors'
import type { Role } from '../../../src/core/contract/characterization'
import { readMeasurement, ROW_LIMIT, SIZE_LIMIT } from '../../../src/core/measurement/read-measurement'
import { decodeUtf8, encode } from './decode'

function failure(bytes: Uint8Array, roles?: Role[]): SharkfinError {
  try {
    readMeasurement(bytes, 'a.txt', decodeUtf8, roles ? { roles } : {})
  } catch (thrown) {
    if (thrown instanceof SharkfinError) return thrown
    throw thrown
  }
  throw new Error('the file was read')
}

const rows = (count: number, row: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => row(at)).join('\n')
const noise = (at: number) => [1, 3, 7].map((factor) => Math.sin(factor * at * at)).join(' ')
const line = (at: number) => `${100 + at} ${1 / (1 + (at - 10) ** 2)} ${(at - 10) / (1 + (at - 10) ** 2)}`

describe('what cannot be read', () => {
  it.each<[string, string, Uint8Array]>([
    ['nothing', 'file-empty', new Uint8Array(0)],
    ['blank lines', 'file-empty', encode('\n \r\n\t\n')],
    ['comments alone', 'file-no-numbers', encode('# f x y\n# nothing yet\n')],
    ['NUL bytes', 'file-binary', encode('1 2 3\n\u00004 5 6\n')],
    ['control bytes', 'file-binary', Uint8Array.from({ length: 100 }, (_, at) => (at % 8) + 1)],
    ['PNG', 'file-image', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
    ['JPEG', 'file-image', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
    ['GIF', 'file-image', encode('GIF89a...')],
    ['PDF', 'file-image', encode('%PDF-1.7\n')],
    ['zip', 'file-image', Uint8Array.of(0x50, 0x4b, 0x03, 0x04)],
    ['one column', 'file-one-column', encode(rows(20, String))],
    ['one column of numbers with a name', 'file-one-column', encode(`X\n${rows(20, (at) => `${at}.5`)}`)],
    ['prose', 'file-no-numbers', encode('The quick brown fox\njumps over the lazy dog.\n')],
    ['nothing but NaN', 'file-no-numbers', encode(`f,x,y\n${rows(20, () => 'nan,nan,nan')}`)],
    ['a constant frequency', 'no-sweep', encode(`f x y\n${rows(20, (at) => `5 ${at} ${at * at}`)}`)],
    ['four points', 'no-sweep', encode(`f x y\n${rows(4, line)}`)],
    ['noise in every column', 'file-no-frequency', encode(rows(50, noise))],
    ['a frequency alone', 'file-no-response', encode(rows(30, (at) => `${100 + at} 3`))],
    ['x without y', 'file-no-response', encode(`f,Re\n${rows(30, (at) => `${100 + at},${at % 7}`)}`)],
    ['rows cut under their names', 'file-cut', encode(`f,x,y\n1,2`)]
  ])('%s: %s', (_, code, bytes) => {
    const error = failure(bytes)
    expect(error.code).toBe(code)
    expect(error.place).toMatchObject({ file: 'a.txt' })
    expect(error.place?.line).toBeGreaterThan(0)
    expect(error.message).toMatch(/^[^.]+(\.\d+[^.]*)*\.$/)
    expect(error.remedy).toMatch(/\.$/)
  })

  it('points at the line of a lone row that is cut', () => {
    expect(failure(encode('# measured\nf,x,y\n1,2')).place).toEqual({ file: 'a.txt', line: 3 })
  })

  it('says both limits', () => {
    const large = failure(new Uint8Array(SIZE_LIMIT + 1))
    expect([large.code, large.message]).toEqual(['file-too-large', 'The file has 65 MiB; the limit is 64 MiB.'])
    const long = failure(encode('1\n'.repeat(ROW_LIMIT)))
    expect(long.code).toBe('file-too-large')
    expect(long.message).toContain(String(ROW_LIMIT))
  })

  it('refuses roles that do not fit', () => {
    const bytes = encode(rows(20, line))
    expect(failure(bytes, ['frequency', 'x']).code).toBe('roles-count')
    expect(failure(bytes, ['frequency', 'x', 'x'])).toMatchObject({ code: 'roles-twice', place: { column: 3 } })
    expect(failure(bytes, ['ignored', 'x', 'y']).code).toBe('file-no-frequency')
    expect(failure(bytes, ['frequency', 'ignored', 'phase']).code).toBe('file-no-response')
  })
})

describe('what is left out and said', () => {
  const skippedOf = (text: string) => readMeasurement(encode(text), 'a.txt', decodeUtf8, {}).result.skipped

  it('a last row that is cut', () => {
    const why = '2 values where the table has 3: the row is cut'
    expect(skippedOf(`${rows(20, line)}\n120 0.0`)).toEqual([{ line: 21, why }])
    expect(skippedOf(`${rows(20, line)}\n120 0.0 8.6e`)).toEqual([{ line: 21, why: '"8.6e" in column 3 is no number' }])
  })

  it('bad cells, with the cell', () => {
    const text = `${rows(10, line)}\n110 overload 0\n${rows(10, (at) => line(at + 11))}`
    expect(skippedOf(text)).toEqual([{ line: 11, why: '"overload" in column 2 is no number' }])
  })

  it('a few points that are no sweep', () => {
    const text = `${rows(20, line)}\n90 1 1\n91 1 1\n92 1 1`
    expect(skippedOf(text)).toEqual([{ line: 21, why: 'too short for a sweep: 3 points in one direction' }])
  })

  it('text around the table, and never more than some hundreds', () => {
    const text = `measured by hand on Monday\n${rows(1000, line)}\n${rows(1000, () => 'bad 1 2')}`
    const skipped = skippedOf(text)
    expect(skipped[0]).toEqual({ line: 1, why: 'text before the table' })
    expect(skipped.length).toBeLessThanOrEqual(300)
  })
})
