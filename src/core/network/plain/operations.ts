/**
 * A trained network of flat layers as a short list of operations on plain numbers, its parameters inside: what the window draws
 * from, differentiates, and prints as a formula. Scaling stands in it, so that it is given and says numbers in their own units.
 */
import type { Activation } from '../../recipe/layers'

interface In {
  /** The recipe's layer that it belongs to, from 0; one more for the last dense layer; null for scaling and reading. */
  readonly layer: number | null
}

export type Operation =
  /** y = x factor + offset, each number by itself. */
  | (In & { readonly kind: 'affine'; readonly factor: Float64Array; readonly offset: Float64Array })
  /** y = x W + b, W [inputs, units] row by row. */
  | (In & { readonly kind: 'dense'; readonly inputs: number; readonly units: number; readonly weight: Float64Array; readonly bias: Float64Array })
  | (In & { readonly kind: 'activation'; readonly of: Activation })
  /** Mean and variance over the numbers of a sample taken out, then a gain and a bias. */
  | (In & { readonly kind: 'layer-norm'; readonly gain: Float64Array; readonly bias: Float64Array; readonly epsilon: number })
  /** The numbers are put aside, and added later: a residual block. */
  | (In & { readonly kind: 'keep' })
  | (In & { readonly kind: 'add' })
  /** Probabilities of classes. */
  | (In & { readonly kind: 'softmax' })
  /** Log variances behind as many means become standard deviations. */
  | (In & { readonly kind: 'deviations'; readonly means: number })

export interface PlainNetwork {
  readonly inputs: number
  /** Targets; where the loss teaches a width, `deviations` more numbers stand behind them. */
  readonly targets: number
  readonly deviations: number
  readonly operations: readonly Operation[]
}

/** Numbers that an operation makes of `width` numbers. */
export function widthAfter(operation: Operation, width: number): number {
  return operation.kind === 'dense' ? operation.units : width
}
