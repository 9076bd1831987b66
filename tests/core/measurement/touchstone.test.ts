import { describe, expect, it } from 'vitest'
import { readText } from '../../../src/core/measurement/read-measurement'

const DEGREES = 180 / Math.PI

/** A transmission line's S21, and reflections that are something else. */
const points = Array.from({ length: 30 }, (_, at) => {
  const detuning = (at - 15) / 4
  return { f: 4 + 0.001 * at, modulus: 1 / Math.hypot(1, detuning), angle: -Math.atan(detuning) }
})

const written = {
  RI: (modulus: number, angle: number) => [modulus * Math.cos(angle), modulus * Math.sin(angle)],
  MA: (modulus: number, angle: number) => [modulus, angle * DEGREES],
  DB: (modulus: number, angle: number) => [20 * Math.log10(modulus), angle * DEGREES]
}

describe('Touchstone files', () => {
  it.each(['RI', 'MA', 'DB'] as const)('one port, %s', (format) => {
    const rows = points.map(({ f, modulus, angle }) => [f, ...written[format](modulus, angle)].join(' '))
    const { sweeps } = readText(`! analyser\n# GHz S ${format} R 50\n${rows.join('\n')}`, 'a.s1p', {})
    expectPoints(sweeps)
  })

  it.each(['RI', 'MA', 'DB'] as const)('two ports, %s: the transmission S21 is read', (format) => {
    const other = written[format](0.5, 0.25)
    const rows = points.map(({ f, modulus, angle }) => {
      return [f, ...other, ...written[format](modulus, angle), ...other, ...other].join('\t')
    })
    const { sweeps, result } = readText(`! analyser\n# GHZ S ${format} R 50\n${rows.join('\n')}`, 'a.s2p', {})
    expectPoints(sweeps)
    expect(result.columns.filter(({ role }) => role !== 'ignored')).toHaveLength(3)
  })
})

function expectPoints(sweeps: ReturnType<typeof readText>['sweeps']): void {
  expect(sweeps).toHaveLength(1)
  expect(sweeps[0]?.units.frequency).toBe('GHz')
  points.forEach(({ f, modulus, angle }, at) => {
    expect(sweeps[0]?.frequency[at]).toBe(f)
    expect(sweeps[0]?.x[at]).toBeCloseTo(modulus * Math.cos(angle), 12)
    expect(sweeps[0]?.y?.[at]).toBeCloseTo(modulus * Math.sin(angle), 12)
  })
}
