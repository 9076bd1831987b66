import { expect, it } from 'vitest'
import { evaluate } from '../../../src/core/network/evaluate'
import { firstParameters, firstStatistics } from '../../../src/core/network/initialisers'
import { networkModel } from '../../../src/core/network/model'
import { halvesOf } from '../../../src/core/network/narrow'
import { Purpose } from '../../../src/core/random/purpose'
import { createStream, normal } from '../../../src/core/random/stream'
import type { LayerRecipe } from '../../../src/core/recipe/layers'

const dense = (units: number): LayerRecipe => ({ kind: 'dense', units, activation: 'tanh' })
const through = (layers: readonly LayerRecipe[], scaling = { inputs: true, targets: true }) =>
  networkModel({ input: [6, 4, 1], answer: [6, 4, 1], layers: [{ kind: 'flatten' }, ...layers], loss: { kind: 'squared' }, scaling })

it('decoding the code of a sample is what the whole network says of it', () => {
  const model = through([dense(9), dense(2), dense(7)])
  const stream = createStream(2, Purpose.prior)
  const x = Float32Array.from({ length: 3 * 24 }, () => normal(stream))
  const statistics = firstStatistics(model, {}).map((value) => value + 0.3)
  const vectors = { parameters: firstParameters(model, 'lecun-normal', 3), statistics }
  const halves = halvesOf(model)
  const codes = halves?.encode(vectors, x, 3) ?? new Float64Array()
  expect([halves?.width, codes.length]).toEqual([2, 6])
  const said = halves?.decode(vectors, codes, 3)
  expect(said).toEqual(evaluate(model, vectors, x, 3).value)
})

it('is cut behind the last of the narrowest layers, and not at all where none is narrow', () => {
  expect(halvesOf(through([dense(3), { kind: 'activation', activation: 'tanh' }, dense(8)]))?.width).toBe(3)
  expect(halvesOf(through([]))).toBeNull()
  expect(halvesOf(through([dense(24)]))).toBeNull()
})
