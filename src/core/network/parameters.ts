/**
 * All of a network's parameters stand in one flat vector, so that optimiser, clipping and checkpoint are each a few
 * whole-vector operations; its running statistics stand in another. A layout says where each one lies.
 */
import type { Piece } from './layers/layer'
import { volume } from './layers/layer'
import type { NetworkModel } from './model'
import { scalingPieces } from './scaling'

export interface Slot extends Piece {
  readonly offset: number
  readonly size: number
}

/** Slots in the order of the vector: each layer's weight, then its bias. */
export function parameterLayout({ layers }: NetworkModel): readonly Slot[] {
  return placed(layers.flatMap(({ parameters }) => parameters))
}

/** What training steps carry without a gradient: running means and variances, and the scaling, which stays as it is. */
export function statisticsLayout({ layers, scaling, input, answer }: NetworkModel): readonly Slot[] {
  return placed([...layers.flatMap(({ statistics }) => statistics), ...scalingPieces(scaling, input, answer)])
}

function placed(pieces: readonly Piece[]): readonly Slot[] {
  let offset = 0
  return pieces.map((piece) => {
    const size = volume(piece.shape)
    const slot = { ...piece, offset, size }
    offset += size
    return slot
  })
}

/** Length of a layout's flat vector. */
export function sizeOf(layout: readonly Slot[]): number {
  return layout.reduce((sum, { size }) => sum + size, 0)
}

export function parameterCount(model: NetworkModel): number {
  return sizeOf(parameterLayout(model))
}
