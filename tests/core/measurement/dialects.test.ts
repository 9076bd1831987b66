import { describe, expect, it } from 'vitest'
import type { Dialect } from '../../../src/core/contract/characterization'
import { readMeasurement, readText } from '../../../src/core/measurement/read-measurement'
import { Purpose } from '../../../src/core/random/purpose'
import { createStream, uniform } from '../../../src/core/random/stream'
import { decodeUtf8, encode } from './decode'

const SIGN = { space: '  ', tab: '\t', comma: ',', semicolon: ';' } as const

type Separators = Pick<Dialect, 'delimiter' | 'decimal'>

const DIALECTS: readonly Separators[] = [
  { delimiter: 'space', decimal: '.' },
  { delimiter: 'space', decimal: ',' },
  { delimiter: 'tab', decimal: '.' },
  { delimiter: 'tab', decimal: ',' },
  { delimiter: 'semicolon', decimal: '.' },
  { delimiter: 'semicolon', decimal: ',' },
  { delimiter: 'comma', decimal: '.' }
]

/** f, X, Y as they were, and as text in one dialect. */
function randomTable(seed: number) {
  const stream = createStream(seed, Purpose.samplePrior)
  const random = () => uniform(stream)
  const points = 8 + Math.floor(60 * random())
  const start = 10 ** (1 + 8 * random())
  const scale = 10 ** (-12 + 14 * random())
  const direction = random() < 0.5 ? 1 : -1
  return Array.from({ length: points }, (_, at) => [
    start * (1 + direction * 1e-3 * at),
    scale * (random() - 0.5),
    scale * (random() - 0.5)
  ])
}

function written(rows: readonly number[][], { delimiter, decimal }: Separators, end: string): string {
  return rows.map((row) => row.map((value) => String(value).replace('.', decimal)).join(SIGN[delimiter])).join(end)
}

describe('dialects', () => {
  it.each(DIALECTS)('random tables come back number for number: $delimiter, $decimal', (separators) => {
    for (let seed = 1; seed <= 60; seed++) {
      const rows = randomTable(seed)
      const names = ['f (Hz)', 'X (V)', 'Y (V)'].join(SIGN[separators.delimiter])
      const head = `${seed % 2 ? '\uFEFF' : ''}${['', '# a note\n', `${names}\n`][seed % 3] ?? ''}`
      const text = `${head}${written(rows, separators, seed % 5 ? '\n' : '\r\n')}${seed % 7 ? '\n' : ''}`
      const { result, sweeps } = readMeasurement(encode(text), 'a.csv', decodeUtf8, {})
      expect(result.dialect).toEqual({ ...separators, encoding: 'utf-8' })
      expect(sweeps).toHaveLength(1)
      expect([...(sweeps[0]?.frequency ?? [])]).toEqual(rows.map((row) => row[0]))
      expect([...(sweeps[0]?.x ?? [])]).toEqual(rows.map((row) => row[1]))
      expect([...(sweeps[0]?.y ?? [])]).toEqual(rows.map((row) => row[2]))
      expect(result.columns.map(({ unit }) => unit)).toEqual(seed % 3 === 2 ? ['Hz', 'V', 'V'] : ['', '', ''])
    }
  })

  const rows = Array.from({ length: 12 }, (_, at) => [100 + at, Math.cos(at), Math.sin(at)])
  const plain = written(rows, { delimiter: 'space', decimal: '.' }, '\n')

  it.each(['#', '%', ';', '//', '!', '##', '  #'])('takes %s for the sign of a comment', (sign) => {
    const { result, sweeps } = readText(`${sign} 1 2 3\n${sign} f X Y\n${plain}\n${sign} the end`, 'a', {})
    expect(sweeps[0]?.frequency.length).toBe(12)
    expect(result.skipped).toEqual([])
  })

  it.each([
    ['f (Hz)  X (V)  Y (V)', 'Hz', 'V'],
    ['f [MHz]  X [mV]  Y [mV]', 'MHz', 'mV'],
    ['# freq/kHz re/uV im/uV', 'kHz', 'uV'],
    ['f X Y\nGHz V V', 'GHz', 'V'],
    ['% drive frequency (Hz)   X out (V)   Y out (V)', 'Hz', 'V'],
    ['# f_Hz, X_V, Y_V', 'Hz', 'V'],
    ['# f (Hz)  X (V)  Y (V)\n# measured by Bob', 'Hz', 'V']
  ])('reads names and units of "%s"', (head, frequency, response) => {
    const { sweeps, result } = readText(`${head}\n${plain}`, 'a', {})
    expect(sweeps[0]?.units).toEqual({ frequency, response, drive: '' })
    expect(result.columns.map(({ role }) => role)).toEqual(['frequency', 'x', 'y'])
    expect(result.skipped).toEqual([])
  })

  it('reads quoted cells, a delimiter at the end of rows, and old line ends', () => {
    const text = `"Frequency, set (Hz)","X","Y",\r${rows.map((row) => `"${row[0]}",${row[1]},${row[2]},`).join('\r')}`
    const { result, sweeps } = readText(text, 'a', {})
    expect(result.columns.map(({ name, unit }) => `${name}|${unit}`)).toEqual(['Frequency, set|Hz', 'X|', 'Y|'])
    expect([...(sweeps[0]?.x ?? [])]).toEqual(rows.map((row) => row[1]))
  })

  it("reads Fortran's exponents and the typographic minus, and takes no other base for a number", () => {
    const text = rows.map((row) => `${row[0]}.0D+00 \u22121.5d-3 ${row[2]}`).join('\n')
    const { sweeps } = readText(text, 'a', { roles: ['frequency', 'x', 'y'] })
    expect(sweeps[0]?.frequency[3]).toBe(103)
    expect(sweeps[0]?.x[0]).toBe(-0.0015)
    expect(readText(`${plain}\n112 0x1f 1`, 'a', {}).result.skipped).toHaveLength(1)
  })

  it('keeps the name of the encoding that it was given', () => {
    const { result } = readMeasurement(encode(plain), 'a', () => ({ text: plain, encoding: 'utf-16le' }), {})
    expect(result.dialect.encoding).toBe('utf-16le')
  })
})
