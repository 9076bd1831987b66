import { describe, expect, test } from 'vitest'
import { characterize } from '../../../src/core/inference/characterize'
import { reflectionSweep, sampleSweeps } from './samples'
import type { Group, ParameterName } from '../../../src/core/contract/characterization'

/** Value of a parameter that must be there. */
function valueOf(group: Group, name: ParameterName): number {
  const estimate = group.parameters[name]
  if (!estimate) throw new Error(`${name} is missing`)
  return estimate.value
}

function codes(group: Group): string[] {
  return group.warnings.map(({ code }) => code)
}

function within(value: number, expected: number, share: number): void {
  expect(Math.abs(value / expected - 1)).toBeLessThan(share)
}

/** Expected numbers: independent fits of the same files, by py_fit_res (linear) and in Python (Duffing). */
describe('measured wires', () => {
  test('a linear wire at Q = 60, up and down: full line, lag, both conjugated', () => {
    const { joint, sweeps, all } = characterize(sampleSweeps('example1'), {})
    expect([joint.length, sweeps.length, all]).toEqual([1, 8, null])
    const [group] = joint
    expect(group.fit.relativeRms).toBeLessThan(0.007)
    expect(Math.abs(valueOf(group, 'f0') - 3966.73)).toBeLessThan(0.3)
    within(valueOf(group, 'fwhm'), 66.67, 0.02)
    expect(Math.abs(valueOf(group, 'lag') - 1.19)).toBeLessThan(0.06)
    expect(group.parameters.kerr?.determined).toBe(false)
    expect(codes(group)).toEqual(expect.arrayContaining(['conjugated', 'full-line']))
    for (const single of sweeps) expect(codes(single)).toContain('lag-unknown')
  })

  test('the lag is what makes up and down agree', () => {
    const [without] = characterize(sampleSweeps('example1'), { lag: 'off' }).joint
    expect(without.fit.relativeRms).toBeGreaterThan(0.012)
    expect(codes(without)).toContain('model-misfit')
  })

  test('a linear wire at six drives, one gain', () => {
    const { joint, all } = characterize(sampleSweeps('example2'), {})
    expect(joint).toHaveLength(6)
    if (!all) throw new Error('expected a fit over every drive')
    expect(Math.abs(valueOf(all, 'f0') - 1682.303)).toBeLessThan(0.01)
    within(valueOf(all, 'fwhm'), 0.403, 0.03)
    expect(all.fit.relativeRms).toBeLessThan(0.0085)
    expect(codes(all)).toContain('drives-disagree')
  })

  test('a hysteretic Duffing wire at two drives', () => {
    const { joint, sweeps, all } = characterize(sampleSweeps('example3'), {})
    const expected = [
      { f0: 1633.33, fwhm: 1.45, kerr: -2.42e11 },
      { f0: 1633.04, fwhm: 1.63, kerr: -2.07e11 }
    ]
    joint.forEach((group, k) => {
      expect(group.fit.relativeRms).toBeLessThan(0.026)
      expect(Math.abs(valueOf(group, 'f0') - expected[k].f0)).toBeLessThan(0.1)
      within(valueOf(group, 'fwhm'), expected[k].fwhm, 0.15)
      within(valueOf(group, 'kerr'), expected[k].kerr, 0.15)
      expect(valueOf(group, 'nonlinearDamping')).toBeGreaterThan(0)
      expect(codes(group)).toContain('model-misfit')
      for (const { jump } of group.curves) {
        expect(Math.abs((jump.measured ?? 0) - (jump.predicted ?? 1))).toBeLessThan(0.4)
      }
    })
    expect([joint.length, sweeps.length]).toEqual([2, 4])
    expect(all && codes(all)).toContain('drives-disagree')
  })

  test('a plain Duffing line finds the good minimum, not the careless one at 0.158', () => {
    const options = { nonlinearDamping: 'off', lag: 'off', slope: 'off' } as const
    for (const group of characterize(sampleSweeps('example3'), options).joint) {
      expect(group.fit.relativeRms).toBeLessThan(0.031)
    }
  })

  test('model errors exceed noise where residuals have structure', () => {
    for (const group of characterize(sampleSweeps('example3'), {}).joint) {
      const { f0 } = group.parameters
      if (!f0) throw new Error('f0 is missing')
      expect(f0.model).toBeGreaterThan(5 * f0.statistical)
      expect(f0.stderr ** 2).toBeCloseTo(f0.statistical ** 2 + f0.model ** 2, 12)
    }
  })

  test('the modulus alone gives the same resonance', () => {
    const modulus = sampleSweeps('example1').map((sweep) => ({
      ...sweep,
      x: sweep.x.map((value, k) => Math.hypot(value, sweep.y ? sweep.y[k] : 0)),
      y: null
    }))
    const [group] = characterize(modulus, {}).joint
    expect(Math.abs(valueOf(group, 'f0') - 3966.73)).toBeLessThan(0.3)
    within(valueOf(group, 'fwhm'), 66.67, 0.02)
    expect(group.parameters.gainPhase).toBeNull()
    expect(codes(group)).toContain('modulus-only')
  })
})

/** Published: fr 7.112934295 GHz, loaded Q 253,271 (resonator_tools, without a Kerr shift). */
describe('a superconducting resonator in reflection', () => {
  test('a linear line: the published frequency to a hundredth of the width, the loaded Q to one percent', () => {
    const [group] = characterize([reflectionSweep()], { line: 'linear' }).joint
    expect(Math.abs(valueOf(group, 'f0') - 7.112934295e9)).toBeLessThan(0.01 * valueOf(group, 'fwhm'))
    within(valueOf(group, 'Q'), 253_271, 0.01)
    expect(codes(group)).toEqual(expect.arrayContaining(['large-background', 'model-misfit', 'lag-unknown']))
  })

  test('left to the data: a slightly bent line leaves far less, and resonates there at its own amplitude', () => {
    const sweep = reflectionSweep()
    const [bent] = characterize([sweep], {}).joint
    const [linear] = characterize([sweep], { line: 'linear' }).joint
    expect(bent.fit.relativeRms).toBeLessThan((linear.fit.relativeRms ?? 0) / 4)
    const top = (valueOf(bent, 'gain') / (Math.PI * valueOf(bent, 'fwhm'))) ** 2
    const resonance = valueOf(bent, 'f0') + valueOf(bent, 'kerr') * top
    expect(Math.abs(resonance - 7.112934295e9)).toBeLessThan(0.01 * valueOf(bent, 'fwhm'))
    within(valueOf(bent, 'Q'), 253_271, 0.01)
  })
})
