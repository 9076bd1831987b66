import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readResultSchema } from '../../../src/core/contract/characterization'
import { readMeasurement } from '../../../src/core/measurement/read-measurement'
import { decodeUtf8 } from './decode'

const SAMPLES = new URL('../../../resources/samples/', import.meta.url)

function sample(name: string) {
  const bytes = new Uint8Array(readFileSync(new URL(name, SAMPLES)))
  const measurement = readMeasurement(bytes, name, decodeUtf8, {})
  return { ...measurement, result: readResultSchema.parse(measurement.result) }
}

/** The numbers of the file by the plainest means: every line with digits, split at blanks. */
function plainNumbers(name: string): number[][] {
  const lines = readFileSync(new URL(name, SAMPLES), 'utf8').split('\n')
  return lines.filter((line) => /^[\d-]/.test(line)).map((line) => line.trim().split(/\s+/).map(Number))
}

const WIRE_ROLES = ['time', 'frequency', 'x', 'y', 'drive']

describe('the bundled samples', () => {
  it('finds eight sweeps, up and down in turn, in the wire at one drive', () => {
    const { result, sweeps } = sample('example1.txt')
    expect(result.columns.map(({ role }) => role)).toEqual(WIRE_ROLES)
    expect(result.dialect).toEqual({ delimiter: 'space', decimal: '.', encoding: 'utf-8' })
    expect(result.sweeps.map(({ direction }) => direction)).toEqual([1, -1, 1, -1, 1, -1, 1, -1])
    expect(result.sweeps.map(({ points }) => points)).toEqual([50, 51, 50, 51, 50, 51, 51, 50])
    expect(sweeps.every(({ drive }) => drive === 1.399592e-6)).toBe(true)
    expect(result.skipped).toEqual([])
  })

  it('finds one upward sweep at each of six drives', () => {
    const { result } = sample('example2.txt')
    expect(result.columns.map(({ role }) => role)).toEqual(WIRE_ROLES)
    expect(result.sweeps.map(({ drive }) => drive)).toEqual([
      1.011632e-9, 2.023263e-9, 3.034895e-9, 4.046526e-9, 5.058158e-9, 6.069789e-9
    ])
    expect(result.sweeps.every(({ direction }) => direction === 1)).toBe(true)
  })

  it('finds up and down at two drives in the hysteretic wire', () => {
    const { result } = sample('example3.txt')
    expect(result.columns.map(({ role }) => role)).toEqual(WIRE_ROLES)
    expect(result.sweeps.map(({ drive, direction }) => [drive, direction])).toEqual([
      [3.712121e-8, 1], [3.712121e-8, -1], [5.833334e-8, 1], [5.833334e-8, -1]
    ])
    // The peak of a sweep belongs to the sweep that begins there: a blank line parts them.
    expect(result.sweeps[1]?.from).toBe(1637.5)
  })

  it.each(['example1.txt', 'example2.txt', 'example3.txt'])('keeps every row of %s, in order', (name) => {
    const { sweeps } = sample(name)
    const rows = plainNumbers(name)
    expect(sweeps.flatMap(({ frequency }) => [...frequency])).toEqual(rows.map((row) => row[1]))
    expect(sweeps.flatMap(({ x }) => [...x])).toEqual(rows.map((row) => row[2]))
    expect(sweeps.flatMap(({ y }) => [...(y ?? [])])).toEqual(rows.map((row) => row[3]))
    expect(sweeps[0]?.units).toEqual({ frequency: 'Hz', response: '', drive: '' })
  })

  it('turns decibels and degrees of a network analyser into a complex response', () => {
    const { result, sweeps } = sample('resonator_tools_S11.txt')
    expect(result.columns.map(({ name, role }) => [name, role])).toEqual([
      ['freq', 'frequency'], ['mag', 'modulus'], ['phase', 'phase']
    ])
    expect(result.dialect.delimiter).toBe('tab')
    expect(sweeps).toHaveLength(1)
    const [sweep] = sweeps
    const rows = plainNumbers('resonator_tools_S11.txt')
    expect(sweep?.frequency.length).toBe(rows.length)
    expect(sweep?.drive).toBeNull()
    rows.forEach(([, decibels = 0, degrees = 0], at) => {
      const x = sweep?.x[at] ?? NaN
      const y = sweep?.y?.[at] ?? NaN
      expect(20 * Math.log10(Math.hypot(x, y))).toBeCloseTo(decibels, 9)
      expect(Math.cos(Math.atan2(y, x) - (degrees * Math.PI) / 180)).toBeCloseTo(1, 12)
    })
  })
})
