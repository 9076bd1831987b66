/** @returns the first `batches` of the `held` batches in a slot's array, without a copy */
export function firstBatches(array: Float32Array, batches: number, held: number): Float32Array {
  // Whole numbers throughout: a share such as 7/9 of the length would lose an element to rounding.
  return array.subarray(0, (array.length / held) * batches)
}
