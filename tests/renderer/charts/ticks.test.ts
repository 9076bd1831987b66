import { describe, expect, it } from 'vitest'
import type { Axis, Range } from '../../../src/renderer/charts/model'
import { linearTicks, logTicks, ticksOf, tickWords } from '../../../src/renderer/charts/ticks'

const axis = (range: Range, scale: Axis['scale'] = 'linear'): Axis => ({ label: '', unit: '', scale, range })
const words = (range: Range, count: number): string[] => tickWords(axis(range), linearTicks(range, count))

describe('ticks', () => {
  it('stand at round numbers inside the range', () => {
    expect(words([1630, 1636.6], 3)).toEqual(['1630', '1632', '1634', '1636'])
    expect(words([-1.16, 1.16], 2)).toEqual(['−1', '0', '1'])
    expect(words([0, 0.15], 3)).toEqual(['0', '0.05', '0.10', '0.15'])
  })

  it('tell neighbours apart far from zero', () => {
    const ticks = words([7.1128, 7.1131], 3)
    expect(new Set(ticks).size).toBe(ticks.length)
    expect(ticks).toEqual(['7.1128', '7.1129', '7.1130', '7.1131'])
  })

  it('are powers of ten on a log axis, or their parts where one decade is seen', () => {
    expect(tickWords(axis([1e-3, 1], 'log'), logTicks([1e-3, 1], 4))).toEqual(['10⁻³', '10⁻²', '10⁻¹', '1'])
    expect(tickWords(axis([0.015, 0.09], 'log'), logTicks([0.015, 0.09], 4))).toEqual(['2×10⁻²', '5×10⁻²'])
  })

  it('of what is counted are whole', () => {
    const counted: Axis = { ...axis([0.5, 16.5]), isCount: true }
    expect(tickWords(counted, ticksOf(counted, counted.range, 7))).toEqual(['5', '10', '15'])
  })

  it('of an empty range are none', () => {
    expect(linearTicks([1, 1], 4)).toEqual([])
    expect(logTicks([0, 1], 4)).toEqual([])
  })
})
