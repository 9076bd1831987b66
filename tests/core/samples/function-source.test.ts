/** Samples of a typed function against the function itself in double precision. */
import { describe, expect, it } from 'vitest'
import { functionSchema } from '../../../src/core/recipe/function'
import { emitFunctionKernel } from '../../../src/core/samples/function-kernel'
import { functionSource } from '../../../src/core/samples/function-source'

const recipe = functionSchema.parse({
  inputs: [
    { name: 'q', unit: '', low: -3, high: 3 },
    { name: 'w', unit: 'Hz', low: 0.5, high: 2 }
  ],
  outputs: [
    { name: 'f', unit: '', formula: 'q^3 - a*q/w' },
    { name: 'g', unit: '', formula: 'abs(q) + sqrt(w)' },
    { name: 'h', unit: '', formula: '2' }
  ],
  constants: { a: 0.5 },
  noise: 0
})

function samplesOf(count: number, noise = 0, kind: 'training' | 'validation' = 'training') {
  const source = functionSource({ ...recipe, noise }, 9, emitFunctionKernel(recipe))
  const [x, y] = [new Float32Array(2 * count), new Float32Array(3 * count)]
  source.fill({ kind, batch: 3, first: 0, count }, x, y)
  return { source, x, y }
}

describe('samples of a function', () => {
  it('are its values, over several calls of the kernel', () => {
    const count = 2500
    const { x, y } = samplesOf(count)
    for (let k = 0; k < count; k++) {
      const [q, w] = [x[2 * k] ?? NaN, x[2 * k + 1] ?? NaN]
      const expected = [q ** 3 - (0.5 * q) / w, Math.abs(q) + Math.sqrt(w), 2]
      expected.forEach((value, place) => expect(Math.abs((y[3 * k + place] ?? NaN) - value)).toBeLessThan(4e-6))
    }
  })

  it('are drawn evenly from the ranges, afresh for validation', () => {
    const count = 20_000
    const { x } = samplesOf(count)
    const q = x.filter((_, index) => index % 2 === 0)
    const mean = q.reduce((sum, value) => sum + value, 0) / count
    const variance = q.reduce((sum, value) => sum + value ** 2, 0) / count - mean ** 2
    // 6 / sqrt(12) wide; five standard errors.
    expect(Math.abs(mean)).toBeLessThan((5 * 6) / Math.sqrt(12 * count))
    expect(Math.abs(variance - 3)).toBeLessThan(5 * 3 * Math.sqrt(0.8 / count))
    expect(samplesOf(4, 0, 'validation').x).not.toEqual(x.slice(0, 8))
  })

  it('do not depend on how a batch is split', () => {
    const { source, x, y } = samplesOf(40, 0.1)
    const [partX, partY] = [new Float32Array(2 * 15), new Float32Array(3 * 15)]
    source.fill({ kind: 'training', batch: 3, first: 25, count: 15 }, partX, partY)
    expect(partX).toEqual(x.slice(50))
    expect(partY).toEqual(y.slice(75))
  })

  it('carry noise of the size asked for', () => {
    const count = 20_000
    const [exact, noisy] = [samplesOf(count).y, samplesOf(count, 0.3).y]
    const variance = exact.reduce((sum, value, k) => sum + ((noisy[k] ?? NaN) - value) ** 2, 0) / exact.length
    expect(Math.abs(Math.sqrt(variance) - 0.3)).toBeLessThan((5 * 0.3) / Math.sqrt(2 * exact.length))
  })

  it('are refused where a formula is complex or a name stands for two things', () => {
    const complex = { ...recipe, outputs: [{ name: 'f', unit: '', formula: 'q + sqrt(-1)' }] }
    expect(() => emitFunctionKernel(complex)).toThrow()
    expect(() => emitFunctionKernel({ ...recipe, constants: { q: 1 } })).toThrow('The name "q" stands for two things.')
  })
})
