/**
 * A long series of losses at a few thousand places, kept as it grows: a picture thirty times a second must not go through a million numbers.
 * Blocks of so many steps keep their lowest, highest and last number; when there are too many blocks, neighbours join.
 */

export interface Coarse {
  /** Two places for each block, its lowest and its highest number, in steps from 1. */
  readonly x: Float64Array
  readonly raw: Float32Array
  /** The last smoothed number of each block, and its step. */
  readonly at: Float64Array
  readonly smooth: Float32Array
}

export interface Coarsening {
  /** Appends; the first number of all stands at step 1. */
  append(raw: Float32Array, smooth: Float32Array): void
  forget(): void
  readonly few: Coarse
}

/** Blocks at most; half as many at least once there were that many: more than a screen has columns. */
const MOST = 4096

export function createCoarsening(): Coarsening {
  const low = new Float32Array(MOST)
  const high = new Float32Array(MOST)
  const last = new Float32Array(MOST)
  const state = { size: 1, blocks: 0, filled: 0 }

  function begin(value: number, smooth: number): void {
    if (state.blocks === MOST) join()
    low[state.blocks] = high[state.blocks] = value
    last[state.blocks] = smooth
    state.blocks++
    state.filled = 1
  }

  function join(): void {
    for (let k = 0; k < MOST / 2; k++) {
      low[k] = least(low[2 * k] ?? NaN, low[2 * k + 1] ?? NaN)
      high[k] = most(high[2 * k] ?? NaN, high[2 * k + 1] ?? NaN)
      last[k] = last[2 * k + 1] ?? NaN
    }
    state.blocks = MOST / 2
    state.size *= 2
  }

  return {
    append(raw, smooth) {
      raw.forEach((value, index) => {
        if (state.blocks === 0 || state.filled === state.size) return begin(value, smooth[index] ?? NaN)
        const block = state.blocks - 1
        low[block] = least(low[block] ?? NaN, value)
        high[block] = most(high[block] ?? NaN, value)
        last[block] = smooth[index] ?? NaN
        state.filled++
      })
    },
    forget() {
      Object.assign(state, { size: 1, blocks: 0, filled: 0 })
    },
    get few() {
      const { size, blocks, filled } = state
      const x = new Float64Array(2 * blocks)
      const raw = new Float32Array(2 * blocks)
      const at = new Float64Array(blocks)
      for (let k = 0; k < blocks; k++) {
        x[2 * k] = 1 + size * k
        x[2 * k + 1] = 1 + size * (k + 0.5)
        raw[2 * k] = low[k] ?? NaN
        raw[2 * k + 1] = high[k] ?? NaN
        at[k] = size * (k + 1)
      }
      if (blocks > 0) at[blocks - 1] = size * (blocks - 1) + filled
      return { x, raw, at, smooth: last.slice(0, blocks) }
    }
  }
}

/** A gap (NaN) beside a number counts for nothing. */
function least(a: number, b: number): number {
  return a <= b || Number.isNaN(b) ? a : b
}

function most(a: number, b: number): number {
  return a >= b || Number.isNaN(b) ? a : b
}
