import { describe, expect, it } from 'vitest'
import { createPace } from '../../../src/worker/runs/pace'

describe('pace', () => {
  it('finds a steady rate and the time left', () => {
    let time = 0
    const pace = createPace(1000, () => time)
    for (let batch = 0; batch < 500; batch += 10) {
      time += 100
      pace.count(10)
    }
    expect(pace.at(500).stepsPerSecond).toBeCloseTo(100, 6)
    expect(pace.at(500).secondsLeft).toBeCloseTo(5, 6)
  })

  it('does not count a pause', () => {
    let time = 0
    const pace = createPace(1000, () => time)
    time += 100
    pace.count(10)
    time += 60_000
    pace.restart()
    time += 100
    expect(pace.count(10)).toBeCloseTo(0.1, 6)
    expect(pace.at(20).stepsPerSecond).toBeCloseTo(100, 6)
  })
})
