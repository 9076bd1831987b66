/** A recipe's trained network as plain operations. */
import { SharkfinError } from '../../contract/errors'
import type { LayerOf, LayerRecipe } from '../../recipe/layers'
import type { Recipe } from '../../recipe/schema'
import { portsOf } from '../../recipe/ports'
import { chainLayers, layerName } from '../layers'
import { volume } from '../layers/layer'
import type { Layer } from '../layers/layer'
import { lossRule } from '../losses'
import { modelOf } from '../model'
import { parameterLayout, statisticsLayout } from '../parameters'
import type { Slot } from '../parameters'
import type { Vectors } from '../state'
import { vectorOf } from '../state'
import { asMatrix, isAffine } from './affine'
import type { Operation, PlainNetwork } from './operations'

type Value = (name: string) => Float64Array

/**
 * @param vectors as `readingLayout` names them
 * @throws SharkfinError `network-not-plain` where the input is a map or a layer is neither flat nor linear, `network-shape`
 */
export function plainNetwork(recipe: Recipe, vectors: Vectors<Float32Array>): PlainNetwork {
  const model = modelOf(recipe)
  if (model.input.length !== 1) throw notPlain('an input that is a map')
  const value = valuesByName([
    [parameterLayout(model), vectors['parameters']],
    [statisticsLayout(model), vectors['statistics']]
  ])
  const { scaling, loss } = recipe.training
  const rule = lossRule(loss)
  const targets = portsOf(recipe).outputs
  const units = targets * rule.outputsPerTarget
  const readout: LayerOf<'dense'> = { kind: 'dense', units, activation: 'linear' }
  const operations: Operation[] = [
    ...(scaling.inputs ? [towards(value)] : []),
    ...recipe.network.layers.flatMap((layer, index) => lowered(layer, model.layers[index] as Layer, index, value)),
    ...denseOf(readout, layerName('dense', recipe.network.layers.length), recipe.network.layers.length, value),
    ...(loss.kind === 'cross-entropy' ? [{ kind: 'softmax', layer: null } as const] : []),
    ...(rule.hasDeviation ? [{ kind: 'deviations', layer: null, means: targets } as const] : []),
    ...(scaling.targets ? [backToUnits(value, targets, rule.hasDeviation)] : [])
  ]
  return { inputs: model.inputs, targets, deviations: rule.hasDeviation ? targets : 0, operations }
}

function valuesByName(layouts: readonly (readonly [readonly Slot[], Float32Array | undefined])[]): Value {
  const values = Object.fromEntries(
    layouts.flatMap(([layout, flat]) => layout.map(({ name, offset, size }) => [name, Float64Array.from(flat?.subarray(offset, offset + size) ?? [])]))
  )
  return (name) => vectorOf(values, name)
}

function lowered(layer: LayerRecipe, own: Layer, index: number, value: Value): Operation[] {
  const { name, input } = own
  switch (layer.kind) {
    case 'dense':
      return denseOf(layer, name, index, value)
    case 'activation':
      return bent(layer.activation, index)
    case 'batch-norm':
      return [normalised(own, layer.epsilon, index, value)]
    case 'layer-norm':
      if (input.length > 1) throw notPlain('a normalisation of each point of a curve')
      return [{ kind: 'layer-norm', layer: index, gain: value(`${name}.gain`), bias: value(`${name}.bias`), epsilon: layer.epsilon }]
    case 'residual':
      return [
        { kind: 'keep', layer: index },
        ...chainLayers(layer.layers, input, `${name}.`).flatMap((inner, place) => lowered(layer.layers[place] as LayerRecipe, inner, index, value)),
        { kind: 'add', layer: index },
        ...bent(layer.activation, index)
      ]
    case 'dropout':
    case 'noise':
    case 'flatten':
      return []
    default:
      if (!isAffine(layer, own)) throw notPlain('of' in layer ? 'the largest of neighbouring values' : `a layer ${layer.kind} of so many numbers`)
      return [asMatrix(layer, own, index, value), ...('activation' in layer ? bent(layer.activation, index) : [])]
  }
}

function denseOf({ units, activation }: LayerOf<'dense'>, name: string, layer: number, value: Value): Operation[] {
  const [weight, bias] = [value(`${name}.weight`), value(`${name}.bias`)]
  return [{ kind: 'dense', layer, inputs: weight.length / units, units, weight, bias }, ...bent(activation, layer)]
}

function bent(of: Extract<Operation, { kind: 'activation' }>['of'], layer: number): Operation[] {
  return of === 'linear' ? [] : [{ kind: 'activation', layer, of }]
}

/** Running statistics, gain and bias in one; of a curve each channel has its own at all points. */
function normalised({ name, input }: Layer, epsilon: number, layer: number, value: Value): Operation {
  const all = (one: Float64Array): Float64Array => Float64Array.from({ length: volume(input) }, (_, k) => one[k % one.length] ?? NaN)
  const [gain, bias, mean, variance] = ['gain', 'bias', 'mean', 'variance'].map((what) => value(`${name}.${what}`))
  if (!gain || !bias || !mean || !variance) throw new Error('a normalisation without its values')
  const factor = gain.map((number, k) => number / Math.sqrt((variance[k] ?? NaN) + epsilon))
  return { kind: 'affine', layer, factor: all(factor), offset: all(bias.map((number, k) => number - (mean[k] ?? NaN) * (factor[k] ?? NaN))) }
}

function towards(value: Value): Operation {
  const [centre, scale] = [value('inputs.centre'), value('inputs.scale')]
  return { kind: 'affine', layer: null, factor: scale.map((width) => 1 / width), offset: centre.map((number, k) => -number / (scale[k] ?? NaN)) }
}

/** A deviation has a scale and no centre. */
function backToUnits(value: Value, targets: number, hasDeviation: boolean): Operation {
  // A curve has one centre and one scale for all of its points.
  const all = (one: Float64Array): Float64Array => Float64Array.from({ length: targets }, (_, k) => one[k % one.length] ?? NaN)
  const [centre, scale] = [all(value('targets.centre')), all(value('targets.scale'))]
  if (!hasDeviation) return { kind: 'affine', layer: null, factor: scale, offset: centre }
  const twice = (first: Float64Array, second: Float64Array): Float64Array => Float64Array.from([...first, ...second])
  return { kind: 'affine', layer: null, factor: twice(scale, scale), offset: twice(centre, new Float64Array(centre.length)) }
}

function notPlain(what: string): SharkfinError {
  return new SharkfinError({
    code: 'network-not-plain',
    message: `A network with ${what} is not written as a formula or differentiated here.`,
    remedy: 'Take means instead of largest values and normalise flat samples, or export the network as ONNX.'
  })
}
