import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readResultSchema } from '../../../src/core/contract/characterization'
import { SharkfinError } from '../../../src/core/contract/errors'
import { readMeasurement } from '../../../src/core/measurement/read-measurement'
import { Purpose } from '../../../src/core/random/purpose'
import { createStream, integerBelow } from '../../../src/core/random/stream'
import { decodeUtf8 } from './decode'

const SAMPLES = ['example1.txt', 'example2.txt', 'example3.txt', 'resonator_tools_S11.txt']
const DAMAGE = new TextEncoder().encode('\n\t,;"#e-.x 9\u0000')

/** Sweeps of a damaged file, or the code of a sentence for a person; anything else that is thrown fails the test. */
function outcome(bytes: Uint8Array): string {
  try {
    const { result, sweeps } = readMeasurement(bytes, 'damaged', decodeUtf8, {})
    readResultSchema.parse(result)
    for (const { frequency, x, y } of sweeps) {
      expect([frequency, x, y ?? x].every((column) => column.every(Number.isFinite))).toBe(true)
    }
    return 'read'
  } catch (thrown) {
    if (thrown instanceof SharkfinError) return thrown.code
    throw thrown
  }
}

describe.each(SAMPLES)('%s, damaged', (name) => {
  const whole = new Uint8Array(readFileSync(new URL(`../../../resources/samples/${name}`, import.meta.url)))

  it('cut anywhere, it is read as far as it goes or refused with a sentence', () => {
    const stream = createStream(5, Purpose.samplePrior)
    const outcomes = Array.from({ length: 60 }, () => outcome(whole.slice(0, integerBelow(stream, whole.length))))
    expect(outcomes.filter((code) => code === 'read').length).toBeGreaterThan(40)
  })

  it('with bytes overwritten, it is read or refused with a sentence', () => {
    const stream = createStream(6, Purpose.samplePrior)
    for (let trial = 0; trial < 60; trial++) {
      const bytes = whole.slice()
      const count = 1 + integerBelow(stream, 20)
      for (let at = 0; at < count; at++) {
        bytes[integerBelow(stream, bytes.length)] = DAMAGE[integerBelow(stream, DAMAGE.length)] ?? 0
      }
      const code = outcome(bytes)
      expect(code === 'file-binary').toBe(bytes.includes(0))
    }
  })

  it('keeps its roles and its sweeps when a twentieth of its rows is lost', () => {
    const read = (text: string) => readMeasurement(new TextEncoder().encode(text), name, decodeUtf8, {}).result
    const lines = new TextDecoder().decode(whole).split('\n')
    const stream = createStream(7, Purpose.samplePrior)
    const thinned = read(lines.filter((line) => !/^\d/.test(line) || integerBelow(stream, 20) > 0).join('\n'))
    const complete = read(lines.join('\n'))
    expect(thinned.rows).toBeLessThan(complete.rows)
    expect(thinned.columns).toEqual(complete.columns)
    const signs = ({ sweeps }: typeof complete) => sweeps.map(({ direction, drive }) => [direction, drive])
    expect(signs(thinned)).toEqual(signs(complete))
  })
})
