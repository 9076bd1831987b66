/** A trained network as the bytes of an ONNX file. */
import { graphProto } from '../../core/compile/3-emit/onnx/graph'
import { modelFile } from '../../core/compile/3-emit/onnx/model'
import { exportedGraph } from '../../core/compile/network'
import { modelOf } from '../../core/network/model'
import { observedSymbol } from '../../core/recipe/observed'
import { drawnPriors } from '../../core/recipe/priors'
import type { Recipe } from '../../core/recipe/schema'
import { modelMetadata } from './metadata'
import type { ModelStory } from './metadata'

export const INPUT = 'response'
export const OUTPUT = 'parameters'

/** Words for a person who opens the file in Netron. */
function descriptions(recipe: Recipe): Record<string, string> {
  const { observation, sweep, system } = recipe
  const columns = drawnPriors(system).map(({ name, unit }) => (unit === '' ? name : `${name} (${unit})`))
  return {
    [INPUT]:
      `${observedSymbol(recipe)} along a sweep of omega from ${sweep.from} to ${sweep.to}, resampled to ${observation.bins} bins; ` +
      'one response in a row, dimensionless',
    [OUTPUT]: `${columns.join(', ')}; one response in a row`
  }
}

/** @param parameters flat vector of the trained network */
export function modelBytes(story: ModelStory, parameters: Float32Array): Uint8Array<ArrayBuffer> {
  const { recipe, version } = story
  const names = { graph: recipe.name, input: INPUT, output: OUTPUT }
  const graph = exportedGraph(modelOf(recipe), parameters, names)
  return modelFile(graphProto(graph, descriptions(recipe)), {
    producerVersion: version,
    docString: `${recipe.title}. Reads ${drawnPriors(recipe.system).map(({ name }) => name).join(', ')} from a response.`,
    metadata: modelMetadata(story)
  })
}
