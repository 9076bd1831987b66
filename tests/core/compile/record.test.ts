import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { record } from '../../../src/core/compile/1-record/record'
import { freeBatch } from '../../../src/core/compile/free-batch'
import { printGraph } from '../../../src/core/compile/print'

beforeAll(async () => {
  await tf.setBackend('cpu')
})
afterEach(() => vi.restoreAllMocks())

describe('recording', () => {
  it('writes what the code does, and nothing on the console', () => {
    const printed = (['log', 'warn', 'error', 'info'] as const).map((method) => vi.spyOn(console, method))
    const graph = record('line', { x: [2, 3], w: [3] }, ({ x, w }) => ({ y: tf.tanh(tf.add(tf.mul(x, w), 1)) }))
    record('again', { x: [2] }, ({ x }) => ({ y: tf.neg(x) }))
    for (const spy of printed) expect(spy).not.toHaveBeenCalled()
    expect(printGraph(graph)).toBe(
      [
        'graph line, 3 nodes',
        'input x f32[2, 3]',
        'input w f32[3]',
        'constant c0 f32[] = 1',
        'v0 f32[2, 3] = Mul(x, w)',
        'v1 f32[2, 3] = Add(v0, c0)',
        'v2 f32[2, 3] = Tanh(v1)',
        'output y = v2',
        ''
      ].join('\n')
    )
  })

  it('leaves TensorFlow.js as it was, also when the code throws', () => {
    // Only now, since it would hide what a recording prints: the cpu backend gives advice when it is first used.
    tf.enableProdMode()
    const tensors = tf.memory().numTensors
    record('one', { x: [2] }, ({ x }) => ({ y: tf.exp(x) }))
    expect(() =>
      record('two', { x: [2] }, () => {
        throw new Error('on the way')
      })
    ).toThrow('on the way')
    expect(tf.getBackend()).toBe('cpu')
    expect(tf.memory().numTensors).toBe(tensors)
    const squares = tf.square(tf.tensor1d([1, 2, 3]))
    expect(Array.from(squares.dataSync())).toEqual([1, 4, 9])
    squares.dispose()
  })

  it('says what cannot be recorded: reading a value, an unknown kernel, booleans as numbers', () => {
    expect(() => record('read', { x: [2] }, ({ x }) => ({ y: tf.scalar(x.dataSync()[0] ?? 0) }))).toThrow('no data flows')
    expect(() => record('sort', { x: [2] }, ({ x }) => ({ y: tf.topk(x, 1).values }))).toThrow(/TopK/)
    expect(() => record('cast', { x: [2] }, ({ x }) => ({ y: tf.cast(x, 'int32') }))).toThrow('not cast to int32')
  })
})

describe('a free batch', () => {
  const at = (build: (x: tf.Tensor) => tf.Tensor) => (batch: number) => ({
    batch,
    graph: record('g', { x: [batch, 6] }, ({ x }) => ({ y: build(x) }))
  })
  const free = (build: (x: tf.Tensor) => tf.Tensor) => freeBatch(at(build)(4), at(build)(5))

  it('follows the batch through shapes and reshapes', () => {
    const text = printGraph(free((x) => tf.reshape(tf.tanh(x), [-1, 2, 3])))
    expect(text).toContain('input x f32[batch, 6]')
    expect(text).toContain('f32[batch, 2, 3] = Reshape')
    expect(text).toContain('i64[3] = -1 2 3')
  })

  it('is refused where the code depends on the batch in another way', () => {
    expect(() => free((x) => tf.reshape(x, [-1, 2]))).toThrow('cannot take a free batch')
    expect(() => free((x) => tf.div(x, x.shape[0] ?? 0))).toThrow('a constant depends')
    expect(() => free((x) => (x.shape[0] === 4 ? tf.tanh(x) : tf.exp(x)))).toThrow('an operation depends')
  })
})
