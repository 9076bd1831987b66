import { describe, expect, it } from 'vitest'
import { firstBatches } from '../../../src/worker/runs/first-batches'

describe('the first batches of a slot', () => {
  it('are whole, whatever part of the slot they are', () => {
    for (let held = 1; held <= 400; held += 7) {
      const array = new Float32Array(held * 32 * 50)
      for (let batches = 1; batches <= held; batches++) expect(firstBatches(array, batches, held).length).toBe(batches * 32 * 50)
    }
  })
})
