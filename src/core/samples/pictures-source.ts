/**
 * Labelled pictures as samples. The seed says which are held out; the others are visited in a new order every epoch, each once.
 */
import { SharkfinError } from '../contract/errors'
import { createNoise } from '../random/noise'
import { portsOf } from '../recipe/ports'
import type { PicturesRecipe } from '../recipe/schema'
import { rowVisits, splitRows } from './points-source'
import type { SampleProgram } from './program'
import type { SampleSource } from './source'

/** @param seed unsigned 32-bit integer */
export function picturesSource(recipe: PicturesRecipe, seed: number, { x: pictures, y: labels }: Extract<SampleProgram, { kind: 'pictures' }>): SampleSource {
  const { pictures: { count, noise }, training } = recipe
  const { inputs, targets: { length: outputs } } = portsOf(recipe)
  const rowAt = rowVisits(splitRows(count, training.validationSweeps, 0, seed), training.batch, seed)
  const addNoise = createNoise(noise, inputs, seed)
  return {
    inputs,
    outputs,
    fill: (range, x, y) => {
      if (range.kind === 'test') throw noThirdSet()
      for (let sample = 0; sample < range.count; sample++) {
        const row = rowAt(range, sample)
        copyRow(pictures, row, x, sample, inputs)
        copyRow(labels, row, y, sample, outputs)
      }
      if (range.kind === 'training') addNoise(range, x)
    }
  }
}

/** Element by element: a view for each would be garbage. */
function copyRow(from: Float32Array, fromRow: number, to: Float32Array, toRow: number, width: number): void {
  const source = fromRow * width
  const target = toRow * width
  for (let k = 0; k < width; k++) to[target + k] = from[source + k] ?? NaN
}

function noThirdSet(): SharkfinError {
  return new SharkfinError({
    code: 'pictures-no-test-set',
    message: 'A folder has pictures to train on and pictures held out; it has no third set.',
    remedy: 'Look at those that are held out, or keep some pictures in another folder.'
  })
}
