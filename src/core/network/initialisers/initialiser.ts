/** What every initialiser is: it draws the first values of one weight. */
import type { Stream } from '../../random/stream'

/** A weight as the matrix that it is: a dense layer's [inputs, units], a kernel's [points x channels in, channels out]. */
export interface FirstWeight {
  /** Numbers that one output of the layer is the sum over. */
  readonly fanIn: number
  /** Outputs that one input of the layer goes into. */
  readonly fanOut: number
  /** Of the matrix; its rows are `weight.length / columns`. */
  readonly columns: number
}

/** Fills `weight`, row by row, from the beginning of its own stream. */
export type Initialiser = (weight: Float32Array, shape: FirstWeight, stream: Stream) => void
