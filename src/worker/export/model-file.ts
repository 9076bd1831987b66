/** A trained network as the bytes of an ONNX file. */
import { graphProto } from '../../core/compile/3-emit/onnx/graph'
import { modelFile } from '../../core/compile/3-emit/onnx/model'
import { exportedGraph } from '../../core/compile/network'
import { modelOf } from '../../core/network/model'
import type { Vectors } from '../../core/network/state'
import { observedSymbol } from '../../core/recipe/observed'
import { drawnPriors } from '../../core/recipe/priors'
import type { Recipe } from '../../core/recipe/schema'
import { modelMetadata } from './metadata'
import type { ModelStory } from './metadata'

export const INPUT = 'response'
export const OUTPUT = 'parameters'
/** Present where the loss teaches a width. */
export const DEVIATION = 'deviations'

/** Words for a person who opens the file in Netron. */
function descriptions(recipe: Recipe): Record<string, string> {
  const { observation, sweep, system } = recipe
  const columns = drawnPriors(system).map(({ name, unit }) => (unit === '' ? name : `${name} (${unit})`))
  return {
    [INPUT]:
      `${observedSymbol(recipe)} along a sweep of omega from ${sweep.from} to ${sweep.to}, resampled to ${observation.bins} bins; ` +
      'one response in a row, dimensionless',
    [OUTPUT]: `${columns.join(', ')}; one response in a row`,
    [DEVIATION]: `standard deviation that the network gives each of ${columns.join(', ')}; one response in a row`
  }
}

/** @param vectors of the trained network, as `readingLayout` names them */
export function modelBytes(story: ModelStory, vectors: Vectors<Float32Array>): Uint8Array<ArrayBuffer> {
  const { recipe, version } = story
  const names = { graph: recipe.name, input: INPUT, output: OUTPUT, deviation: DEVIATION }
  const graph = exportedGraph(modelOf(recipe), vectors, names)
  return modelFile(graphProto(graph, descriptions(recipe)), {
    producerVersion: version,
    docString: `${recipe.title}. Reads ${drawnPriors(recipe.system).map(({ name }) => name).join(', ')} from a response.`,
    metadata: modelMetadata(story)
  })
}
