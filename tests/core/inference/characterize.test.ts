import { describe, expect, test } from 'vitest'
import { characterizationSchema } from '../../../src/core/contract/characterization'
import { characterize } from '../../../src/core/inference/characterize'
import { simulatedSweep, truth } from './simulated'
import type { Group, ParameterName } from '../../../src/core/contract/characterization'
import type { MeasuredSweep } from '../../../src/core/measurement/sweep'
import type { Range } from './simulated'

const up: Range = { from: 990, to: 1014, points: 120 }
const down: Range = { from: 1014, to: 990, points: 120 }
const faint = { size: 0.003, memory: 0, replica: 1 }

function codes({ warnings }: Group): string[] {
  return warnings.map(({ code }) => code)
}

/** Each value lies within four standard errors of the truth, and the error itself is small against `scale`. */
function agree(group: Group, expected: Partial<Record<ParameterName, number>>, scale = 0.05): void {
  for (const [name, value] of Object.entries(expected)) {
    const estimate = group.parameters[name as ParameterName]
    if (!estimate) throw new Error(`${name} is missing`)
    expect(Math.abs(estimate.value - value)).toBeLessThan(4 * estimate.stderr)
    expect(estimate.stderr).toBeLessThan(scale * Math.max(1, Math.abs(value)))
    expect(estimate.determined).toBe(true)
  }
}

function noNumbers(sweeps: readonly MeasuredSweep[], code: string): void {
  for (const group of characterize(sweeps, {}).joint) {
    expect(Object.values(group.parameters).every((estimate) => estimate === null)).toBe(true)
    expect(codes(group)).toContain(code)
    expect(group.fit.relativeRms).toBeNull()
  }
}

/** Only the points that a condition on the frequency keeps. */
function part(sweep: MeasuredSweep, keep: (frequency: number) => boolean): MeasuredSweep {
  const kept = (values: Float64Array): Float64Array => values.filter((_, k) => keep(sweep.frequency[k]))
  return { ...sweep, frequency: kept(sweep.frequency), x: kept(sweep.x), y: sweep.y && kept(sweep.y) }
}

describe('simulated measurements, everything left to the data', () => {
  test('a hysteretic line up and down, with lag: values, units, jumps at the folds', () => {
    const line = { ...truth, lag: 0.15 }
    const sweeps = [simulatedSweep(line, up, faint, 0), simulatedSweep(line, down, faint, 1)]
    const result = characterize(sweeps, {})
    expect(characterizationSchema.safeParse(result).success).toBe(true)
    const [group] = result.joint
    // G = 2 pi g: the height of 1 V at a drive of 1 V asks for g = fwhm / 2
    agree(group, { f0: 1000, fwhm: 2, kerr: 4, lag: 0.15, gain: 2 * Math.PI, background: Math.hypot(0.05, 0.08) })
    expect(group.parameters.nonlinearDamping).toBeNull()
    expect([group.parameters.kerr?.unit, group.parameters.f0?.unit]).toEqual(['Hz/V^2', 'Hz'])
    expect(group.direction).toBe(0)
    expect(group.fit.reducedChiSquare).toBeGreaterThan(0.6)
    expect(group.fit.reducedChiSquare).toBeLessThan(1.5)
    const [rise, fall] = group.curves.map(({ jump }) => jump)
    expect(rise.measured).not.toBeNull()
    expect(rise.predicted).toBe(rise.measured)
    expect(fall.predicted).toBe(fall.measured)
    expect(rise.measured ?? 0).toBeGreaterThan(fall.measured ?? Infinity)
    expect(codes(group)).toEqual([])
  })

  test('a softening line with nonlinear damping', () => {
    const line = { ...truth, kerr: -5, nonlinearDamping: 1.2 }
    const [group] = characterize([simulatedSweep(line, { from: 986, to: 1010, points: 200 }, faint)], {}).joint
    agree(group, { f0: 1000, fwhm: 2, kerr: -5, nonlinearDamping: 1.2 })
    expect(codes(group)).toEqual(['lag-unknown'])
  })

  test('a linear line: no Kerr shift is claimed, and its error says how well it is excluded', () => {
    const [group] = characterize([simulatedSweep({ ...truth, kerr: 0 }, up, { ...faint, size: 0.02 })], {}).joint
    agree(group, { f0: 1000, fwhm: 2 })
    const { kerr } = group.parameters
    expect(kerr?.determined).toBe(false)
    expect(Math.abs(kerr?.value ?? Infinity)).toBeLessThan(4 * (kerr?.stderr ?? 0))
  })

  test('an instrument that turns the other way is conjugated, with the same values', () => {
    const sweep = simulatedSweep({ ...truth, kerr: 1 }, up, faint)
    const [group] = characterize([{ ...sweep, y: sweep.y && sweep.y.map((value) => -value) }], {}).joint
    agree(group, { f0: 1000, fwhm: 2, kerr: 1 })
    expect([group.conjugated, codes(group)]).toEqual([true, ['lag-unknown', 'conjugated']])
    group.curves[0].measuredY?.forEach((value, k) => expect(value).toBeCloseTo(sweep.y ? sweep.y[k] : NaN, 12))
  })

  test('one gain over two drives, amplitude and background in proportion', () => {
    const weak = simulatedSweep({ ...truth, kerr: 1, height: 0.5, background: [0.025, -0.04] }, up, faint, 0)
    const strong = simulatedSweep({ ...truth, kerr: 1 }, up, faint, 1)
    const { joint, all } = characterize([{ ...weak, drive: 0.5 }, strong], {})
    expect(joint.map(({ drive }) => drive)).toEqual([0.5, 1])
    if (!all) throw new Error('expected a fit over both drives')
    agree(all, { f0: 1000, fwhm: 2, kerr: 1, gain: 2 * Math.PI })
    expect(codes(all)).not.toContain('drives-disagree')
  })

  test('drives that disagree are told apart', () => {
    const weak = simulatedSweep({ ...truth, kerr: 1, height: 0.5, background: [0.025, -0.04] }, up, faint, 0)
    const moved = simulatedSweep({ ...truth, kerr: 1, f0: 1000.5 }, up, faint, 1)
    const { all, joint } = characterize([{ ...weak, drive: 0.5 }, moved], {})
    expect(all && codes(all)).toContain('drives-disagree')
    for (const group of joint) expect(codes(group)).toContain('drives-disagree')
  })

  test('frequencies of a superconducting resonator, amplitudes of microvolts', () => {
    const sweep = simulatedSweep({ ...truth, kerr: 1 }, up, faint)
    const scaled = {
      ...sweep,
      frequency: sweep.frequency.map((value) => 7.1e9 + 1e4 * (value - 1000)),
      x: sweep.x.map((value) => 1e-6 * value),
      y: sweep.y && sweep.y.map((value) => 1e-6 * value)
    }
    const [group] = characterize([scaled], {}).joint
    agree(group, { f0: 7.1e9, fwhm: 2e4, kerr: 1e16 })
  })

  test('detunings around zero have no full line', () => {
    const sweep = simulatedSweep({ ...truth, kerr: 1 }, up, faint)
    const detuned = { ...sweep, frequency: sweep.frequency.map((value) => value - 1000) }
    for (const fullLine of ['auto', 'on'] as const) {
      const [group] = characterize([detuned], { fullLine }).joint
      agree(group, { f0: 0, fwhm: 2, kerr: 1 })
      expect(codes(group)).not.toContain('full-line')
    }
  })

  test('the modulus alone of a bent line', () => {
    const sweep = simulatedSweep({ ...truth, kerr: 4, background: [0, 0] }, up, faint)
    const modulus = sweep.x.map((value, k) => Math.hypot(value, sweep.y ? sweep.y[k] : 0))
    const [group] = characterize([{ ...sweep, x: modulus, y: null }], {}).joint
    agree(group, { f0: 1000, fwhm: 2, kerr: 4 })
    expect(codes(group)).toContain('modulus-only')
    expect([group.curves[0].modelY, group.parameters.gainPhase]).toEqual([null, null])
  })
})

describe('no confident number', () => {
  const line = simulatedSweep({ ...truth, kerr: 1 }, { from: 970, to: 1030, points: 200 }, faint)

  test('noise alone, twenty times', () => {
    for (let replica = 0; replica < 20; replica++) {
      const noise = { size: 1, memory: 0, replica }
      noNumbers([simulatedSweep({ ...truth, height: 1e-9, background: [0, 0] }, up, noise)], 'no-resonance')
    }
  })

  test('a straight line, with and without noise', () => {
    for (const size of [0, 0.01]) {
      const flat = simulatedSweep({ ...truth, height: 1e-9 }, up, { ...faint, size })
      noNumbers([{ ...flat, x: flat.x.map((value, k) => value + 0.01 * flat.frequency[k]) }], 'no-resonance')
    }
  })

  test('a sweep that misses the resonance', () => {
    noNumbers([part(line, (frequency) => frequency < 997)], 'resonance-outside')
    noNumbers([part(line, (frequency) => frequency > 1004)], 'resonance-outside')
  })

  test('a resonance at the edge is measured and said to be so', () => {
    const [group] = characterize([part(line, (frequency) => frequency > 999.7)], {}).joint
    agree(group, { f0: 1000, fwhm: 2 }, 0.2)
    expect(codes(group)).toContain('resonance-at-edge')
  })

  test('a handful of points', () => {
    noNumbers([part(line, (frequency) => Math.abs(frequency - 1000) < 1)], 'too-few-points')
  })

  test('no drive, no line', () => {
    noNumbers([{ ...simulatedSweep({ ...truth, height: 1e-9 }, up, faint), drive: 0 }], 'no-resonance')
  })

  test('nothing at all', () => {
    expect(() => characterize([], {})).toThrow(expect.objectContaining({ code: 'sweeps-missing' }))
  })
})
