/** A number series that grows at its end, in a typed array that doubles when it is full. */

export interface Growing {
  /** The numbers so far; a view, valid until the next change. */
  readonly view: Float32Array
  append(values: ArrayLike<number>): void
  /** Forgets all from `length` on: a run that goes on from its checkpoint repeats some steps. */
  cut(length: number): void
}

export function createGrowing(): Growing {
  let store = new Float32Array(1024)
  let length = 0
  return {
    get view() {
      return store.subarray(0, length)
    },
    append(values) {
      if (length + values.length > store.length) {
        const larger = new Float32Array(Math.max(2 * store.length, length + values.length))
        larger.set(store.subarray(0, length))
        store = larger
      }
      store.set(values, length)
      length += values.length
    },
    cut(wanted) {
      length = Math.min(length, Math.max(0, wanted))
    }
  }
}
