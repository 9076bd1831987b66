import { describe, expect, it } from 'vitest'
import type { EngineReport } from '../../../src/core/contract/engine'
import {
  describeChoice,
  describeMemory,
  describeSpeed,
  describeStep,
  remedyParts
} from '../../../src/renderer/workspaces/engines/engine-words'

const absent: EngineReport = {
  name: 'cuda', available: false, device: '', memory: null, version: '', why: 'No driver.', remedy: 'Use cpu.', stepsPerSecond: null
}

describe('engines in words', () => {
  it('gives a speed and the time of one step, each to three digits, in a unit that suits', () => {
    expect(describeSpeed(29_431.7)).toBe('29,400 steps/s')
    expect(describeStep(29_431.7)).toBe('34 µs a step')
    expect(describeSpeed(3.4567)).toBe('3.46 steps/s')
    expect(describeStep(3.4567)).toBe('289 ms a step')
  })

  it('counts memory in binary units, and says where the system does not tell', () => {
    expect(describeMemory(24 * 2 ** 30)).toBe('24.0 GiB')
    expect(describeMemory(null)).toBe('not told')
  })

  it('warns of a choice that is absent', () => {
    expect(describeChoice('cuda', [absent])).toContain('would fail: cuda is absent')
    expect(describeChoice('cuda', null)).toBe('The next run uses cuda.')
    expect(describeChoice('cpu', [absent])).toBe('The next run uses cpu.')
  })

  it('sets commands apart from the words around them', () => {
    expect(remedyParts('Build it with "npm run engine:tensorflow", or use cpu.')).toEqual([
      { text: 'Build it with ', isCommand: false },
      { text: 'npm run engine:tensorflow', isCommand: true },
      { text: ', or use cpu.', isCommand: false }
    ])
    expect(remedyParts('Use cpu.')).toEqual([{ text: 'Use cpu.', isCommand: false }])
  })
})
