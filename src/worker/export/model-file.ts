/** A trained network as the bytes of an ONNX file. */
import { graphProto } from '../../core/compile/3-emit/onnx/graph'
import { modelFile } from '../../core/compile/3-emit/onnx/model'
import { exportedGraph } from '../../core/compile/network'
import { modelOf } from '../../core/network/model'
import type { Vectors } from '../../core/network/state'
import { portsOf } from '../../core/recipe/ports'
import type { Ports } from '../../core/recipe/ports'
import { modelMetadata } from './metadata'
import type { ModelStory } from './metadata'

/** Present where the loss teaches a width. */
export const DEVIATION = 'deviations'

/** Words for a person who opens the file in Netron. */
function descriptions({ input, output, seen, sample, targets }: Ports): Record<string, string> {
  const columns = targets.map(({ name, unit }) => (unit === '' ? name : `${name} (${unit})`))
  return {
    [input]: `${seen}; one ${sample} in a row`,
    [output]: `${columns.join(', ')}; one ${sample} in a row`,
    [DEVIATION]: `standard deviation that the network gives each of ${columns.join(', ')}; one ${sample} in a row`
  }
}

/** @param vectors of the trained network, as `readingLayout` names them */
export function modelBytes(story: ModelStory, vectors: Vectors<Float32Array>): Uint8Array<ArrayBuffer> {
  const { recipe, version } = story
  const ports = portsOf(recipe)
  const { input, output, targets, sample } = ports
  const names = { graph: recipe.name, input, output, deviation: DEVIATION }
  const graph = exportedGraph(modelOf(recipe), vectors, names)
  return modelFile(graphProto(graph, descriptions(ports)), {
    producerVersion: version,
    docString: `${recipe.title}. Says ${targets.map(({ name }) => name).join(', ')} of a ${sample}.`,
    metadata: modelMetadata(story)
  })
}
