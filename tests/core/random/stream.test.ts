import { describe, expect, test } from 'vitest'
import { Purpose } from '../../../src/core/random/purpose'
import { createStream, integerBelow, nextWord, normal, seek, uniform, uniformSingle } from '../../../src/core/random/stream'
import type { Stream } from '../../../src/core/random/stream'

const draws = 100_000

function moments(draw: (stream: Stream) => number, count = draws): { mean: number; variance: number; fourth: number } {
  const stream = createStream(7, Purpose.noise)
  const values = Array.from({ length: count }, () => draw(stream))
  const mean = values.reduce((sum, value) => sum + value, 0) / count
  const central = (power: number) => values.reduce((sum, value) => sum + (value - mean) ** power, 0) / count
  return { mean, variance: central(2), fourth: central(4) }
}

describe('streams', () => {
  test('a sample is reached without drawing those before it', () => {
    const inOrder = createStream(3, Purpose.prior)
    for (let sample = 0; sample < 5; sample++) {
      seek(inOrder, 11, sample)
      for (let index = 0; index < 9; index++) normal(inOrder)
    }
    const direct = seek(createStream(3, Purpose.prior), 11, 4)
    for (let index = 0; index < 9; index++) normal(direct)
    expect(nextWord(direct)).toBe(nextWord(inOrder))
  })

  test('seed, purpose, batch (beyond 2^32 too) and sample each lead elsewhere', () => {
    const first = (seed: number, purpose: Purpose, batch: number, sample: number) =>
      nextWord(seek(createStream(seed, purpose), batch, sample))
    const words = [
      first(1, Purpose.prior, 0, 0),
      first(2, Purpose.prior, 0, 0),
      first(1, Purpose.noise, 0, 0),
      first(1, Purpose.prior, 1, 0),
      first(1, Purpose.prior, 2 ** 32, 0),
      first(1, Purpose.prior, 0, 1)
    ]
    expect(new Set(words).size).toBe(words.length)
  })

  test('no two purposes share a number', () => {
    const numbers = Object.values(Purpose)
    expect(new Set(numbers).size).toBe(numbers.length)
  })

  // Standard errors of the mean and variance of n uniform draws: sqrt(1/12n), sqrt(1/180n); five of them are allowed.
  test.each([
    ['single', uniformSingle],
    ['double', uniform]
  ])('uniform (%s) lies in [0, 1) with mean 1/2 and variance 1/12', (_name, draw) => {
    const { mean, variance } = moments((stream) => {
      const value = draw(stream)
      if (!(value >= 0 && value < 1)) throw new Error(`outside [0, 1): ${value}`)
      return value
    })
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / draws))
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(5 * Math.sqrt(1 / 180 / draws))
  })

  test('single-precision uniform numbers survive rounding to single precision', () => {
    const stream = createStream(9, Purpose.prior)
    for (let index = 0; index < 1000; index++) {
      const value = uniformSingle(stream)
      expect(Math.fround(value)).toBe(value)
    }
  })

  // Standard errors: mean sqrt(1/n), variance sqrt(2/n), fourth moment sqrt(96/n).
  test('normal numbers have moments 0, 1 and 3', () => {
    const { mean, variance, fourth } = moments(normal)
    expect(Math.abs(mean)).toBeLessThan(5 * Math.sqrt(1 / draws))
    expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(2 / draws))
    expect(Math.abs(fourth - 3)).toBeLessThan(5 * Math.sqrt(96 / draws))
  })

  test('integers below a bound are spread evenly: chi-square of 7 cells', () => {
    const stream = createStream(5, Purpose.shuffle)
    const cells = new Array<number>(7).fill(0)
    for (let index = 0; index < 70_000; index++) {
      const cell = integerBelow(stream, 7)
      cells[cell] = (cells[cell] ?? NaN) + 1
    }
    const chiSquare = cells.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)
    // 6 degrees of freedom: beyond 27.9 with probability 1e-4.
    expect(chiSquare).toBeLessThan(27.9)
  })
})
