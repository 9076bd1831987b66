import { describe, expect, test } from 'vitest'
import { slide, slidShape, stepAt, type HandKernel } from '../../../src/core/network/kernel-by-hand'
import { layerOf } from '../../../src/core/network/layers'
import { KERNELS } from '../../../src/renderer/workspaces/images/kernels'

const made = (rows: number, columns: number) => ({ rows, columns, values: Float64Array.from({ length: rows * columns }, (_, k) => Math.sin(3 * k) + 0.1 * k) })
const odd = made(7, 9)
const even = made(8, 10)
const weights = (size: number): number[] => Array.from({ length: size * size }, (_, k) => Math.cos(2 * k))

describe('a kernel by hand', () => {
  test.each<[string, HandKernel]>([
    ['3 x 3', { size: 3, weights: weights(3), stride: 1, padded: false }],
    ['3 x 3, padded', { size: 3, weights: weights(3), stride: 1, padded: true }],
    ['5 x 5, stride 2', { size: 5, weights: weights(5), stride: 2, padded: false }],
    ['5 x 5, padded', { size: 5, weights: weights(5), stride: 1, padded: true }],
    ['3 x 3, padded, stride 2', { size: 3, weights: weights(3), stride: 2, padded: true }],
    ['5 x 5, padded, stride 3', { size: 5, weights: weights(5), stride: 3, padded: true }]
  ])('does what a convolution layer does: %s', (_name, kernel) => {
    for (const picture of [odd, even]) {
      const layer = layerOf(
        { kind: 'conv2d', channels: 1, kernel: kernel.size, stride: kernel.stride, dilation: 1, padding: kernel.padded ? 'same' : 'valid', activation: 'linear' },
        'conv1',
        [picture.rows, picture.columns, 1]
      )
      const values: Record<string, Float64Array> = { 'conv1.weight': Float64Array.from(kernel.weights), 'conv1.bias': Float64Array.of(0) }
      const expected = layer.evaluate(picture.values, 1, { training: false, value: (name) => values[name], update: () => {} })
      expect(layer.output).toEqual([...slidShape(picture, kernel), 1])
      slide(picture, kernel).forEach((value, k) => expect(value).toBeCloseTo(expected[k], 12))
    }
  })

  test('shows the window, the products and their sum, with zeros beyond the edge', () => {
    const { row, column, window, products, sum } = stepAt(odd, { size: 3, weights: [1, 2, 3, 4, 5, 6, 7, 8, 9], stride: 1, padded: true }, 0)
    expect([row, column]).toEqual([-1, -1])
    const [a, b, c, d] = [0, 1, 9, 10].map((k) => odd.values[k])
    expect(Array.from(window)).toEqual([0, 0, 0, 0, a, b, 0, c, d])
    expect(products[5]).toBe(6 * b)
    expect(sum).toBeCloseTo(5 * a + 6 * b + 8 * c + 9 * d, 12)
  })

  test('that blurs keeps an even picture, one that finds edges leaves nothing of it, and on a slope says how steep it is', () => {
    const flat = { rows: 8, columns: 8, values: new Float64Array(64).fill(3) }
    const slope = { rows: 8, columns: 8, values: Float64Array.from({ length: 64 }, (_, k) => 2 * (k % 8)) }
    for (const { size, weights: own, keeps } of KERNELS) {
      const kernel = { size, weights: own, stride: 1, padded: false }
      slide(flat, kernel).forEach((value) => expect(value).toBeCloseTo(keeps ? 3 : 0, 12))
    }
    const across = KERNELS.find(({ name }) => name === 'edge across')
    // A Sobel kernel is eight times the slope.
    if (across) slide(slope, { size: 3, weights: across.weights, stride: 1, padded: false }).forEach((value) => expect(value).toBeCloseTo(16, 12))
    expect(across).toBeDefined()
  })

  test('makes nothing of a picture that is smaller than it', () => {
    expect(slidShape({ rows: 4, columns: 9 }, { size: 5, weights: weights(5), stride: 1, padded: false })).toEqual([0, 5])
    expect(slide({ rows: 4, columns: 9, values: [] }, { size: 5, weights: weights(5), stride: 1, padded: false })).toHaveLength(0)
  })
})
