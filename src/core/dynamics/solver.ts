/** What turns parameters into samples: the SIMD kernel, or a method that chooses its steps. */
import type { SampleRange } from '../random/draw'
import type { Sweep } from './sweep'

export interface Solver {
  /**
   * Fills x [count, inputs] for parameters y [count, parameters], without measurement noise.
   * @param range whose random forces act, sample by sample; null where none shall
   */
  readonly observe: (y: Float32Array, count: number, x: Float32Array, range: SampleRange | null) => void
  /** Fills x [count, inputs] for the parameters y of a range, with its random forces and its measurement noise. */
  readonly measure: (range: SampleRange, y: Float32Array, x: Float32Array) => void
  /**
   * One sweep in full.
   * @param range its first sample's random forces act
   * @param row of a map
   */
  readonly trace: (parameters: ArrayLike<number>, range: SampleRange | null, row: number) => Sweep
}
