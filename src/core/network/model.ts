/** A network as its recipe has it: layers in their places, with their shapes. `forward.ts` runs it as tensor operations. */
import { portsOf } from '../recipe/ports'
import type { LayerRecipe } from '../recipe/layers'
import type { Recipe } from '../recipe/schema'
import type { LossRecipe, ScalingRecipe } from '../recipe/training'
import { chainLayers, layerName } from './layers'
import { volume } from './layers/layer'
import type { Layer, Shape } from './layers/layer'
import { readout } from './layers/readout'
import { lossRule } from './losses'

export interface NetworkModel {
  /** One sample: a list [n], a curve [n, channels] or a map [height, width, channels]. */
  readonly input: Shape
  /** Numbers in a sample, and in its targets. */
  readonly inputs: number
  readonly outputs: number
  /** Its targets: a list [n], a curve [n, 1] or a map [height, width, 1]. */
  readonly answer: Shape
  /** The recipe's, and the readout. */
  readonly layers: readonly Layer[]
  readonly loss: LossRecipe
  /** What the network sees and says on a scale of order one; what is read is in units. */
  readonly scaling: ScalingRecipe
}

/** Whether a reading has a deviation for each target. */
export function predictsDeviation({ loss }: Pick<NetworkModel, 'loss'>): boolean {
  return lossRule(loss).hasDeviation
}

export interface NetworkDescription {
  readonly input: Shape
  readonly answer: Shape
  readonly layers: readonly LayerRecipe[]
  readonly loss: LossRecipe
  readonly scaling: ScalingRecipe
}

/** @throws SharkfinError `network-shape`, naming the layer that cannot take what the one before it gives */
export function networkModel({ input, answer, layers, loss, scaling }: NetworkDescription): NetworkModel {
  const hidden = chainLayers(layers, input)
  const last = readout(answer, lossRule(loss).outputsPerTarget, layerName('dense', layers.length), hidden[hidden.length - 1]?.output ?? input)
  return { input, inputs: volume(input), outputs: volume(answer), answer, layers: [...hidden, last], loss, scaling }
}

/**
 * The network that reads a recipe's targets out of its samples.
 * @throws SharkfinError `network-shape`
 */
export function modelOf(recipe: Recipe): NetworkModel {
  const { network, training } = recipe
  const { shape, answer } = portsOf(recipe)
  return networkModel({
    input: shape,
    answer: answer.shape,
    layers: network.layers,
    loss: training.loss,
    scaling: training.scaling
  })
}
