/** Where samples come from: what a network is trained on and judged by, as arrays of inputs and targets. */
import type { SampleRange } from '../random/draw'

export interface SampleSource {
  /** Numbers of one sample that the network sees. */
  readonly inputs: number
  /** Numbers of one sample that it learns to read. */
  readonly outputs: number
  /**
   * Fills x [count, inputs] and y [count, outputs]; allocates nothing. Sample k of batch b depends on the seed, the kind
   * of draw, b and k alone. The arrays may lie on shared memory and may be longer than needed.
   */
  readonly fill: (range: SampleRange, x: Float32Array, y: Float32Array) => void
}
