import '@tensorflow/tfjs-backend-cpu'
import { enableProdMode, setBackend, tensor1d } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { averaged, correctedAverage } from '../../../src/core/network/averaging'
import { clipped } from '../../../src/core/network/clipping'

beforeAll(async () => {
  enableProdMode()
  await setBackend('cpu')
})

describe('weight averaging', () => {
  it('reads the mean of all weights so far, the older ones less: sum of decay^(t-k) p[k] over sum of decay^(t-k)', () => {
    const weights = [3, -1, 4, 1, 5]
    const decay = 0.8
    let average = Float32Array.of(0)
    weights.forEach((weight, index) => {
      average = averaged(tensor1d(average), tensor1d([weight]), decay).dataSync<'float32'>().slice()
      const shares = weights.slice(0, index + 1).map((_, k) => decay ** (index - k))
      const mean = shares.reduce((sum, share, k) => sum + share * (weights[k] ?? NaN), 0) / shares.reduce((sum, share) => sum + share, 0)
      expect(correctedAverage(average, decay, index + 1)[0]).toBeCloseTo(mean, 5)
    })
  })
})

describe('clipping', () => {
  it('shortens a long gradient to the limit and keeps its direction', () => {
    expect(Array.from(clipped(tensor1d([30, 40]), 5).dataSync())).toEqual([3, 4])
  })

  it('leaves a short one as it is, and none at all', () => {
    expect(Array.from(clipped(tensor1d([0.3, -0.4]), 5).dataSync<'float32'>())).toEqual(Array.from(Float32Array.of(0.3, -0.4)))
    expect(Array.from(clipped(tensor1d([0, 0]), 5).dataSync())).toEqual([0, 0])
  })
})
