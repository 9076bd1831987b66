import { describe, expect, test } from 'vitest'
import type { VectorFunctionName } from '../../../../src/core/dynamics/functions'
import { Purpose } from '../../../../src/core/random/purpose'
import { createStream, nextWord, uniform } from '../../../../src/core/random/stream'
import { runFunction } from './run-function'

const MILLION = 1_000_000

/** Half of the points evenly in the range, the others with any exponent and sign where the range holds them. */
function points(low: number, high: number, seed: number): Float32Array {
  const stream = createStream(seed, Purpose.shuffle)
  const bits = new Uint32Array(1)
  const single = new Float32Array(bits.buffer)
  return Float32Array.from({ length: MILLION }, (_, k) => {
    bits[0] = nextWord(stream)
    const any = single[0] ?? NaN
    return k % 2 === 0 && any >= low && any <= high ? any : low + (high - low) * uniform(stream)
  })
}

/** Spacing of single-precision numbers at `value`. */
function ulp(value: number): number {
  const exponent = Math.max(-126, Math.floor(Math.log2(Math.abs(value))))
  return 2 ** (Math.min(exponent, 127) - 23)
}

/** Largest distance from double precision, in units in the last place, where neither side has left the range. */
function worst(got: Float32Array, exact: (k: number) => number): { error: number; at: number } {
  let [error, at] = [0, -1]
  got.forEach((value, k) => {
    const truth = exact(k)
    if (Object.is(Math.fround(truth), value)) return
    const distance = Math.abs(value - truth) / ulp(truth)
    if (distance <= error) return
    error = distance
    at = k
  })
  return { error, at }
}

const RANGES: readonly [Exclude<VectorFunctionName, 'atan2'>, number, number][] = [
  ['exp', -105, 88.72],
  ['exp', -1, 1],
  ['log', 0, 3.4e38],
  ['log', 0.5, 2],
  ['sin', -1e4, 1e4],
  ['sin', -4, 4],
  ['cos', -1e4, 1e4],
  ['cos', -4, 4],
  ['tanh', -20, 20],
  ['tanh', -1, 1],
  ['sinh', -89.4, 89.4],
  ['sinh', -2, 2],
  ['cosh', -89.4, 89.4],
  ['cosh', -2, 2],
  ['atan', -3.4e38, 3.4e38],
  ['atan', -3, 3]
]

describe('elementary functions against double precision, a million points each', () => {
  test.each(RANGES)('%s between %d and %d: within 2 ulp', (name, low, high) => {
    const x = points(low, high, 7)
    const { error, at } = worst(runFunction(name)(x), (k) => Math[name](x[k] ?? NaN))
    expect(error, `at ${x[at]}`).toBeLessThan(2)
    expect(error).toBeGreaterThan(0)
  })

  test('atan2 in all quadrants: within 2 ulp', () => {
    const [y, x] = [points(-5, 5, 7), points(-5, 5, 8)]
    const { error, at } = worst(runFunction('atan2')(y, x), (k) => Math.atan2(y[k] ?? NaN, x[k] ?? NaN))
    expect(error, `at ${y[at]}, ${x[at]}`).toBeLessThan(2)
  })

  test.each(['exp', 'log', 'sin', 'cos', 'tanh', 'sinh', 'cosh', 'atan'] as const)('%s inlined has the same bits', (name) => {
    const x = points(-30, 30, 5)
    const [inlined, called] = [true, false].map((inline) => new Uint32Array(runFunction(name, inline)(x).buffer))
    expect(inlined).toHaveLength(MILLION)
    expect(inlined?.findIndex((bits, k) => bits !== called?.[k]), 'first place where they differ').toBe(-1)
  })

  test('sin and cos beyond their range lose digits, and stay between -1 and 1', () => {
    const x = points(-1e9, 1e9, 3)
    for (const name of ['sin', 'cos'] as const) {
      expect(runFunction(name)(x).every((value) => Math.abs(value) <= 1.0000001)).toBe(true)
    }
  })
})

const SPECIAL = [0, -0, 1, -1, Infinity, -Infinity, NaN, 1e-45, -1e-45, 1.1754942e-38, 1.1754944e-38, -1e-20, 1e-7, 3.4028235e38, -3.4028235e38]

describe('elementary functions at special values', () => {
  test.each(['exp', 'log', 'tanh', 'sinh', 'cosh', 'atan'] as const)('%s', (name) => {
    const x = Float32Array.from(SPECIAL)
    const got = runFunction(name)(x)
    x.forEach((value, k) => {
      const exact = Math.fround(Math[name](value))
      const close = Number.isFinite(exact) ? Math.abs((got[k] ?? NaN) - exact) <= 2 * ulp(exact) : Object.is(got[k], exact)
      expect(close, `${name}(${value}) = ${got[k]}, not ${exact}`).toBe(true)
      if (exact === 0) expect(got[k]).toBe(exact)
    })
  })

  test('sin and cos of infinity are not numbers', () => {
    for (const name of ['sin', 'cos'] as const) {
      expect([...runFunction(name)(Float32Array.of(Infinity, -Infinity, NaN))]).toEqual([NaN, NaN, NaN])
    }
    expect(runFunction('cos')(Float32Array.of(0, -0, 1e-30))).toEqual(Float32Array.of(1, 1, 1))
    expect(runFunction('sin')(Float32Array.of(0, 1e-30))).toEqual(Float32Array.of(0, 1e-30))
  })

  test('atan2 on the axes, at the origin and at infinity', () => {
    const sides = [0, -0, 1, -1, Infinity, -Infinity, NaN]
    const y = Float32Array.from(sides.flatMap((side) => sides.map(() => side)))
    const x = Float32Array.from(sides.flatMap(() => sides))
    const got = runFunction('atan2')(y, x)
    got.forEach((value, k) => {
      const exact = Math.fround(Math.atan2(y[k] ?? NaN, x[k] ?? NaN))
      if (Number.isNaN(exact)) expect(value).toBe(NaN)
      else expect(Math.abs(value - exact), `atan2(${y[k]}, ${x[k]}) = ${value}`).toBeLessThanOrEqual(2 * ulp(exact))
    })
  })

  test('just beyond the largest exponent: Infinity and 0, and subnormal numbers before 0', () => {
    expect([...runFunction('exp')(Float32Array.of(88.73, -104, -87.5))]).toEqual([Infinity, 0, Math.fround(Math.exp(-87.5))])
    expect([...runFunction('cosh')(Float32Array.of(89.42, -89.42))]).toEqual([Infinity, Infinity])
  })
})
