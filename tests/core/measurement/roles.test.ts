import { describe, expect, it } from 'vitest'
import type { Role } from '../../../src/core/contract/characterization'
import { readText } from '../../../src/core/measurement/read-measurement'

/** f rises from `start` by `step`; the response is a Lorentzian with its line in the middle. */
function line(count: number, start = 5000, step = 0.5) {
  return Array.from({ length: count }, (_, at) => {
    const detuning = (at - count / 2) / 6
    const scale = 1 / (1 + detuning * detuning)
    return { at, f: start + step * at, x: scale, y: detuning * scale, r: Math.sqrt(scale), phase: Math.atan(detuning) }
  })
}

/** A clock that is a little uneven. */
const epoch = (at: number) => 1.67e9 + 3.26 * at + 0.01 * Math.sin(at)

type Point = ReturnType<typeof line>[number]

const table = (points: readonly Point[], row: (point: Point) => readonly number[], head = '') =>
  `${head ? `${head}\n` : ''}${points.map((point) => row(point).join('\t')).join('\n')}`
const rolesOf = (text: string) => readText(text, 'a', {}).result.columns.map(({ role }) => role)

describe('roles by content', () => {
  it.each<[string, Role[], (point: Point) => number[]]>([
    ['f x y', ['frequency', 'x', 'y'], ({ f, x, y }) => [f, x, y]],
    ['f r', ['frequency', 'modulus'], ({ f, r }) => [f, r]],
    ['epoch f x y', ['time', 'frequency', 'x', 'y'], ({ at, f, x, y }) => [epoch(at), f, x, y]],
    ['epoch f r', ['time', 'frequency', 'modulus'], ({ at, f, r }) => [epoch(at), f, r]],
    ['f x y drive', ['frequency', 'x', 'y', 'drive'], ({ f, x, y }) => [f, x, y, 2.5e-3]],
    ['drive f x y', ['drive', 'frequency', 'x', 'y'], ({ f, x, y }) => [2.5e-3, f, x, y]],
    ['seconds f x y drive', ['time', 'frequency', 'x', 'y', 'drive'], ({ at, f, x, y }) => [at * 2, f, x, y, 2.5e-3]],
    ['f x y nothing', ['frequency', 'x', 'y', 'ignored'], ({ f, x, y }) => [f, x, y, 0]],
    ['f in GHz, as many as seconds since 1970', ['frequency', 'x', 'y'], ({ at, x, y }) => [1.6e9 + 100 * at, x, y]]
  ])('%s', (_, roles, row) => expect(rolesOf(table(line(60), row))).toEqual(roles))
})

describe('roles by name', () => {
  it.each<[string, Role[]]>([
    ['f (Hz)\tX (V)\tY (V)\tDrive (V)', ['frequency', 'x', 'y', 'drive']],
    ['Frequency\tIn-phase\tQuadrature\tExcitation', ['frequency', 'x', 'y', 'drive']],
    ['omega\tre\tim\tforce', ['frequency', 'x', 'y', 'drive']],
    ['freq\tI\tQ\tPower (dBm)', ['frequency', 'x', 'y', 'drive']],
    ['Freq(Hz)\tre(S21)\tim(S21)\tTemperature (K)', ['frequency', 'x', 'y', 'ignored']],
    ['drive_freq_Hz\tX\tY\ttime', ['frequency', 'x', 'y', 'time']],
    ['f\tR\ttheta (deg)\tsigma', ['frequency', 'modulus', 'phase', 'ignored']],
    ['f\tAmplitude\tphase\tpoint', ['frequency', 'modulus', 'phase', 'ignored']],
    ['f\tS21 (dB)\tS21 (deg)\tindex', ['frequency', 'modulus', 'phase', 'ignored']],
    ['nu\tX\tY\tR', ['frequency', 'x', 'y', 'ignored']]
  ])('%s', (head, roles) => {
    expect(rolesOf(table(line(60), ({ f, x, y }) => [f, x, y, 2.5], head))).toEqual(roles)
  })
})

describe('responses', () => {
  const points = line(40)
  const polar = (factor: number, head: string, decibels = false) => {
    const size = (r: number) => (decibels ? 20 * Math.log10(r) : r)
    return readText(table(points, ({ f, r, phase }) => [f, size(r), factor * phase], head), 'a', {}).sweeps[0]
  }
  const DEGREES = 180 / Math.PI

  it.each([
    ['radians without a unit', 1, 'f\tR\tphase', false],
    ['radians that say so', 1, 'f\tR\tphase (rad)', false],
    ['degrees without a unit', DEGREES, 'f\tR\tphase', false],
    ['degrees that say so', DEGREES, 'f\tR\tphase [deg]', false],
    ['decibels and degrees', DEGREES, 'f\tmag (dB)\tphase (deg)', true],
    ['decibels and degrees without a unit', DEGREES, 'f\tmag\tphase', true],
    ['decibels and radians', 1, 'f\tmag (dB)\tphase (rad)', true]
  ])('%s', (_, factor, head, decibels) => {
    const sweep = polar(factor, head, decibels)
    points.forEach(({ r, phase }, at) => {
      expect(sweep?.x[at]).toBeCloseTo(r * Math.cos(phase), 12)
      expect(sweep?.y?.[at]).toBeCloseTo(r * Math.sin(phase), 12)
    })
  })

  it('a modulus alone has no y and keeps its unit', () => {
    const sweep = readText(table(points, ({ f, r }) => [f, r], 'f (kHz)\tR (mV)'), 'a', {}).sweeps[0]
    expect(sweep?.y).toBeNull()
    expect(sweep?.units).toEqual({ frequency: 'kHz', response: 'mV', drive: '' })
    expect([...(sweep?.x ?? [])]).toEqual(points.map(({ r }) => r))
  })

  it('a drive in dBm becomes an amplitude', () => {
    const sweep = readText(table(points, ({ f, x, y }) => [f, x, y, -20], 'f\tX\tY\tpower (dBm)'), 'a', {}).sweeps[0]
    expect(sweep?.drive).toBeCloseTo(0.1, 15)
    expect(sweep?.units.drive).toBe('sqrt(mW)')
  })
})

describe('roles that a person sets', () => {
  it('win over names and content', () => {
    const text = table(line(40), ({ f, x, y }) => [x, y, f, 7], 'a\tb\tc\td')
    const roles: Role[] = ['y', 'x', 'frequency', 'ignored']
    const { result, sweeps } = readText(text, 'a', { roles })
    expect(result.columns.map(({ role }) => role)).toEqual(roles)
    expect([...(sweeps[0]?.y ?? [])]).toEqual(line(40).map(({ x }) => x))
    expect(sweeps[0]?.drive).toBeNull()
    expect(result.sweeps).toEqual([{ points: 40, direction: 1, drive: null, from: 5000, to: 5019.5 }])
  })
})
