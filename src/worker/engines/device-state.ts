/**
 * Vectors in a device's memory, read back. onnxruntime-node 1.30 ends the process where a tensor is asked for its own
 * data, so a graph that does nothing copies it into an output that lies with the processor.
 */
import type { Tensor } from 'onnxruntime-node'
import type { Graph, ValueType } from '../../core/compile/graph'
import { graphProto } from '../../core/compile/3-emit/onnx/graph'
import { modelFile } from '../../core/compile/3-emit/onnx/model'
import { createSessionOn, float32Result, type SessionPlace } from './session'

export interface StateReader {
  /** A copy of the numbers of a vector [N]. */
  read(tensor: Tensor): Promise<Float32Array<ArrayBuffer>>
  dispose(): Promise<void>
}

const vector: ValueType = { element: 'float32', shape: ['length'] }
const copy: Graph = {
  name: 'copy',
  inputs: ['vector'],
  outputs: [{ name: 'copied', value: 'copied' }],
  nodes: [{ op: 'Identity', inputs: ['vector'], outputs: ['copied'], attributes: {} }],
  constants: new Map(),
  types: new Map([['vector', vector], ['copied', vector]])
}

export async function createStateReader(provider: SessionPlace['provider']): Promise<StateReader> {
  const session = provider === 'cpu' ? null : await createSessionOn(modelFile(graphProto(copy)), { provider, threads: 1 })
  return {
    read: async (tensor) => {
      if (tensor.location === 'cpu') return singles(tensor)
      if (!session) throw new Error(`a vector lies in ${tensor.location}`)
      return float32Result(await session.run({ vector: tensor }), 'copied')
    },
    dispose: async () => session?.release()
  }
}

function singles({ data }: Tensor): Float32Array<ArrayBuffer> {
  if (!(data instanceof Float32Array)) throw new Error('a state that is not float32')
  return data.slice()
}
