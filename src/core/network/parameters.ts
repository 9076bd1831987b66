/**
 * All of a network's parameters stand in one flat vector, so that optimiser, clipping and checkpoint are each a few
 * whole-vector operations. The layout says where each one lies.
 */
import type { NetworkModel } from './model'

export interface ParameterSlot {
  readonly name: string
  readonly shape: readonly number[]
  readonly offset: number
  readonly size: number
}

/** Slots in the order of the vector: each layer's weight, then its bias. */
export function parameterLayout({ layers }: NetworkModel): readonly ParameterSlot[] {
  const slots: ParameterSlot[] = []
  let offset = 0
  const place = (name: string, shape: readonly number[]): void => {
    const size = shape.reduce((product, length) => product * length, 1)
    slots.push({ name, shape, offset, size })
    offset += size
  }
  for (const { name, inputs, outputs } of layers) {
    place(`${name}.weight`, [inputs, outputs])
    place(`${name}.bias`, [outputs])
  }
  return slots
}

/** Length of the flat vector. */
export function parameterCount(model: NetworkModel): number {
  return parameterLayout(model).reduce((sum, { size }) => sum + size, 0)
}
