/** A network as its recipe has it: layers in their places, with their shapes. `forward.ts` runs it as tensor operations. */
import { drawnPriors, priorDeviation } from '../recipe/priors'
import type { LayerRecipe } from '../recipe/layers'
import type { Recipe } from '../recipe/schema'
import type { LossRecipe } from '../recipe/training'
import { chainLayers, layerOf, layerName } from './layers'
import { volume } from './layers/layer'
import type { Layer, Shape } from './layers/layer'
import { lossRule } from './losses'

export interface NetworkModel {
  /** One sample: a list [n], a curve [n, channels] or a map [height, width, channels]. */
  readonly input: Shape
  /** Numbers in a sample, and in its targets. */
  readonly inputs: number
  readonly outputs: number
  /** The recipe's, and the last dense one. */
  readonly layers: readonly Layer[]
  readonly loss: LossRecipe
  /**
   * [outputs] The network speaks in targets divided by this; null where it speaks in the targets' own units.
   * The exported model multiplies it back.
   */
  readonly targetScale: readonly number[] | null
}

export interface NetworkDescription {
  readonly input: Shape
  readonly targets: number
  readonly layers: readonly LayerRecipe[]
  readonly loss: LossRecipe
  readonly targetScale: readonly number[] | null
}

/** @throws SharkfinError `network-shape`, naming the layer that cannot take what the one before it gives */
export function networkModel({ input, targets, layers, loss, targetScale }: NetworkDescription): NetworkModel {
  const hidden = chainLayers(layers, input)
  const readout: LayerRecipe = { kind: 'dense', units: targets * lossRule(loss).outputsPerTarget, activation: 'linear' }
  const last = layerOf(readout, layerName('dense', layers.length), hidden[hidden.length - 1]?.output ?? input)
  return { input, inputs: volume(input), outputs: targets, layers: [...hidden, last], loss, targetScale }
}

/**
 * The network that reads a recipe's priors out of its observation.
 * @throws SharkfinError `network-shape`
 */
export function modelOf({ system, observation, network, training }: Recipe): NetworkModel {
  const targets = drawnPriors(system)
  return networkModel({
    input: [observation.bins],
    targets: targets.length,
    layers: network.layers,
    loss: training.loss,
    targetScale: training.scaleTargets ? targets.map(priorDeviation) : null
  })
}
