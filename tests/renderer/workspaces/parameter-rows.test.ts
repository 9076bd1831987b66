import { describe, expect, it } from 'vitest'
import type { Estimate, Group } from '../../../src/core/contract/characterization'
import { groupsAsCsv, parameterRows, rowsAsText } from '../../../src/renderer/workspaces/characterize/parameter-rows'

const estimate = (value: number, stderr: number, unit: string, determined = true): Estimate => ({
  value, unit, stderr, determined, interval90: [value - 1.645 * stderr, value + 1.645 * stderr], statistical: stderr, model: 0
})

/** Published numbers of example3 at the low drive (science.md, section 3). */
const group: Group = {
  drive: 3.71e-8,
  direction: 0,
  points: 100,
  parameters: {
    f0: estimate(1633.33, 0.03, 'Hz'),
    fwhm: estimate(1.45, 0.06, 'Hz'),
    Q: estimate(1126, 47, ''),
    kerr: estimate(-2.42e11, 9e9, 'Hz/V^2'),
    nonlinearDamping: estimate(1e10, 2e10, 'Hz/V^2', false),
    lag: null, gain: null, gainPhase: null, background: null, backgroundPhase: null, offset: null, offsetPhase: null
  },
  network: null,
  fit: { relativeRms: 0.025, reducedChiSquare: 1.2, converged: true },
  warnings: [],
  model: [],
  conjugated: false,
  curves: []
}

describe('the table of parameters', () => {
  it('reads as physicists write it', () => {
    const lines = rowsAsText(parameterRows(group), 'wire.txt').split('\n').slice(0, -1)
    expect(lines).toEqual([
      'wire.txt', 'parameter\tvalue\tunit', 'f0\t1633.33(3)\tHz', 'fwhm\t1.45(6)\tHz', 'Q\t1126(47)\t',
      'Kerr\t−0.242(9)\tHz/µV²', 'nonlinear damping\tnot determined\t', 'lag\tnot fitted\t'
    ])
  })

  it('says why there is no number', () => {
    const row = (changed: Partial<Group>, name: string) => parameterRows({ ...group, ...changed }).find((one) => one.name === name)
    expect(row({}, 'nonlinearDamping')?.why).toBe('between −0.023 and 0.043 Hz/µV² at 90 %')
    const parameters = { ...group.parameters, f0: null }
    const warnings = [{ code: 'no-resonance', message: 'There is no resonance in this sweep.' }]
    expect(row({ parameters, warnings }, 'f0')).toMatchObject({ value: 'not determined', why: 'There is no resonance in this sweep.' })
  })

  it('keeps the unit of a response that has none, and shows the network beside the fit in the unit of the row', () => {
    const parameters = { ...group.parameters, kerr: estimate(-2.42e11, 9e9, 'Hz/unit^2') }
    const network = { f0: estimate(1633.1, 0.4, 'Hz') }
    const rows = parameterRows({ ...group, parameters, network })
    expect(rows.find(({ name }) => name === 'kerr')).toMatchObject({ value: '−2.42(9)×10¹¹', unit: 'Hz/unit²' })
    expect(rows.find(({ name }) => name === 'f0')?.network).toBe('1633.1(4)')
  })

  it('is saved with full numbers in the units of the file', () => {
    const [header, first] = groupsAsCsv([{ name: 'joint-0', group }]).split('\n')
    expect(header).toBe('group,drive,direction,parameter,value,stderr,low90,high90,unit,determined')
    expect(first?.split(',').slice(0, 6)).toEqual(['joint-0', '3.71e-8', '0', 'f0', '1633.33', '0.03'])
  })
})
