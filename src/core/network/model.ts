/** A network as data: what a recipe says about layers, as sizes. `forward.ts` turns it into tensor operations. */
import type { NetworkRecipe } from '../recipe/network'
import { drawnPriors, priorDeviation } from '../recipe/priors'
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

/** The dense network that reads a recipe's priors out of its observation. */
export function modelOf({ system, observation, network, training }: Recipe): NetworkModel {
  const targets = drawnPriors(system)
  const sizes = [observation.bins, ...network.hidden, targets.length]
  const layers = sizes.slice(1).map((outputs, index) => ({
    name: `dense${index + 1}`,
    inputs: sizes[index] ?? 0,
    outputs,
    activation: index < network.hidden.length ? network.activation : ('linear' as const)
  }))
  return {
    inputs: observation.bins,
    outputs: targets.length,
    layers,
    targetScale: training.scaleTargets ? targets.map(priorDeviation) : null
  }
}
