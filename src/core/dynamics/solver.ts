/** What makes sweeps of parameters: the SIMD kernel, or a method that chooses its steps. */
import type { SampleRange } from '../random/draw'
import type { Sweep } from './sweep'

export interface Solver {
  /**
   * Fills x [count, bins] for parameters y [count, parameters], without measurement noise.
   * @param range whose random forces act, sample by sample; null where none shall
   */
  readonly observe: (y: Float32Array, count: number, x: Float32Array, range: SampleRange | null) => void
  /** One sweep in full. @param range its first sample's random forces act */
  readonly trace: (parameters: ArrayLike<number>, range: SampleRange | null) => Sweep
}
