/** A network as data: what a recipe says about layers, as sizes. `forward.ts` turns it into tensor operations. */
import type { NetworkRecipe } from '../recipe/network'
import { portsOf } from '../recipe/ports'
import type { Recipe } from '../recipe/schema'

export type Activation = NetworkRecipe['activation'] | 'linear'

/** y = activation(x W + b), W [inputs, outputs], b [outputs]. */
export interface DenseLayer {
  readonly name: string
  readonly inputs: number
  readonly outputs: number
  readonly activation: Activation
}

export interface NetworkModel {
  readonly inputs: number
  readonly outputs: number
  readonly layers: readonly DenseLayer[]
  /**
   * [outputs] The network speaks in targets divided by this; null where it speaks in the targets' own units.
   * The exported model multiplies it back.
   */
  readonly targetScale: readonly number[] | null
}

/** The dense network that reads a recipe's targets out of its samples. */
export function modelOf(recipe: Recipe): NetworkModel {
  const { network, training } = recipe
  const { inputs, targets } = portsOf(recipe)
  const sizes = [inputs, ...network.hidden, targets.length]
  const layers = sizes.slice(1).map((outputs, index) => ({
    name: `dense${index + 1}`,
    inputs: sizes[index] ?? 0,
    outputs,
    activation: index < network.hidden.length ? network.activation : ('linear' as const)
  }))
  return {
    inputs,
    outputs: targets.length,
    layers,
    targetScale: training.scaleTargets ? targets.map(({ deviation }) => deviation ?? 1) : null
  }
}
