/** A recipe's network seen from outside: the shape of a sample after each layer, how many parameters it has, and what does not fit. */
import { errorData, SharkfinError, type ErrorData } from '../contract/errors'
import { portsOf } from '../recipe/ports'
import type { Recipe } from '../recipe/schema'
import { layerName, layerOf } from './layers'
import { volume } from './layers/layer'
import type { Layer, Shape } from './layers/layer'
import { readout } from './layers/readout'
import { lossRule } from './losses'

export interface Outline {
  readonly input: Shape
  /** Of a sample after each of the recipe's layers; null from the first on that cannot take what it is given. */
  readonly shapes: readonly (Shape | null)[]
  /** Numbers that the readout says. */
  readonly outputs: number
  /** Of all layers, the readout too; null where some layer does not fit. */
  readonly parameters: number | null
  /** `network-shape`, with place.field. */
  readonly problem: ErrorData | null
}

/** @param recipe may break the schema in numbers, as it does while someone types */
export function networkOutline(recipe: Recipe): Outline {
  const { shape: input, answer, outputs: numbers } = portsOf(recipe)
  const { outputsPerTarget } = lossRule(recipe.training.loss)
  const outputs = numbers * outputsPerTarget
  const shapes: (Shape | null)[] = recipe.network.layers.map(() => null)
  let shape = input
  let parameters = 0
  const makers = [
    ...recipe.network.layers.map((layer, index) => (given: Shape) => layerOf(layer, layerName(layer.kind, index), given)),
    (given: Shape) => readout(answer.shape, outputsPerTarget, layerName('dense', shapes.length), given)
  ]
  for (const [index, make] of makers.entries()) {
    const made = fitted(() => make(shape))
    if (!('output' in made)) {
      const place = { field: `network.layers.${Math.min(index, Math.max(0, shapes.length - 1))}` }
      return { input, shapes, outputs, parameters: null, problem: { ...made, place } }
    }
    shape = made.output
    parameters += made.parameters.reduce((sum, piece) => sum + volume(piece.shape), 0)
    if (index < shapes.length) shapes[index] = shape
  }
  return { input, shapes, outputs, parameters, problem: null }
}

function fitted(make: () => Layer): Layer | ErrorData {
  try {
    return make()
  } catch (thrown) {
    if (!(thrown instanceof SharkfinError)) throw thrown
    return errorData(thrown)
  }
}
