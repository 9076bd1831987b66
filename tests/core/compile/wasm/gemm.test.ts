/** Products of all small and many odd shapes against double precision. */
import { describe, expect, it } from 'vitest'
import type { Graph, ValueType } from '../../../../src/core/compile/graph'
import { Purpose } from '../../../../src/core/random/purpose'
import { createStream, integerBelow, uniform } from '../../../../src/core/random/stream'
import { runFused } from './run-fused'

const stream = createStream(5, Purpose.shuffle)

interface Case {
  readonly m: number
  readonly n: number
  readonly k: number
  readonly transA: boolean
  readonly transB: boolean
  readonly bias: readonly number[] | null
}

function product({ m, n, k, transA, transB, bias }: Case): Graph {
  const shapes = { a: transA ? [k, m] : [m, k], b: transB ? [n, k] : [k, n], ...(bias ? { bias } : {}), out: [m, n] }
  const types = new Map(Object.entries(shapes).map(([name, shape]): [string, ValueType] => [name, { element: 'float32', shape }]))
  const inputs = ['a', 'b', ...(bias ? ['bias'] : [])]
  const attributes = { transA: { int: transA ? 1 : 0 }, transB: { int: transB ? 1 : 0 } }
  return {
    name: 'product',
    inputs,
    outputs: [{ name: 'out', value: 'out' }],
    nodes: [{ op: 'Gemm', inputs, outputs: ['out'], attributes }],
    constants: new Map(),
    types
  }
}

/**
 * Largest difference from double precision, relative to its bound: (k + 1) u (|a| |b| + |bias|), u = 2^-24 (N. J. Higham, Accuracy
 * and Stability of Numerical Algorithms, 2nd ed., 2002, section 3.1).
 */
function largestError(one: Case, relaxed: boolean): number {
  const { m, n, k, transA, transB, bias } = one
  const draw = (length: number): Float32Array => Float32Array.from({ length }, () => 2 * uniform(stream) - 1)
  const [a, b, c] = [draw(m * k), draw(k * n), draw(bias ? bias.reduce((size, side) => size * side, 1) : 0)]
  const { out } = runFused(product(one), { a, b, ...(bias ? { bias: c } : {}) }, { relaxed })
  const added = (i: number, j: number): number => {
    if (!bias) return 0
    const [rows, columns] = bias.length === 2 ? bias : [1, bias.length === 0 ? 1 : bias[0]]
    return c[(rows === 1 ? 0 : i) * columns + (columns === 1 ? 0 : j)]
  }
  let largest = 0
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = added(i, j)
      let size = Math.abs(sum)
      for (let p = 0; p < k; p++) {
        const term = a[transA ? p * m + i : i * k + p] * b[transB ? j * k + p : p * n + j]
        sum += term
        size += Math.abs(term)
      }
      largest = Math.max(largest, Math.abs(out[i * n + j] - sum) / ((k + 1) * 2 ** -24 * size))
    }
  }
  expect(out.length).toBe(m * n)
  return largest
}

const pick = <Item>(items: readonly Item[]): Item => items[integerBelow(stream, items.length)]

describe.each([false, true])('products, fused multiply-add %s', (relaxed) => {
  it('are right to rounding for all four transpositions, every bias and shapes with every remainder', () => {
    for (const transA of [false, true]) {
      for (const transB of [false, true]) {
        for (let index = 0; index < 60; index++) {
          const [m, n, k] = [1 + integerBelow(stream, 24), 1 + integerBelow(stream, 24), 1 + integerBelow(stream, 24)]
          const bias = pick([null, [n], [1, n], [m, 1], [m, n], []])
          const one = { m, n, k, transA, transB, bias }
          expect(largestError(one, relaxed), JSON.stringify(one)).toBeLessThan(1)
        }
      }
    }
  })

  it('are right where a transposed left factor is gone through in panels', () => {
    for (const [m, n, k] of [[270, 30, 1936], [27, 30, 9216], [101, 7, 1000], [4099, 3, 17]]) {
      for (const bias of [null, [n]]) {
        const one = { m, n, k, transA: true, transB: false, bias }
        expect(largestError(one, relaxed), JSON.stringify(one)).toBeLessThan(1)
      }
    }
  })

  it('are right for large shapes, whose rows are gone through in blocks', () => {
    for (const [m, n, k] of [[32, 100, 50], [100, 3, 32], [257, 30, 129], [61, 203, 67], [97, 30, 270]]) {
      for (const transA of [false, true]) {
        for (const bias of [null, [n], [m, 1], [m, n]]) {
          const one = { m, n, k, transA, transB: pick([true, false]), bias }
          expect(largestError(one, relaxed), JSON.stringify(one)).toBeLessThan(1)
        }
      }
    }
  })
})
