/** How one TensorFlow.js kernel is turned into nodes. */
import type { KernelConfig, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core'
import type { Attribute, ElementType } from '../graph'
import { RecordingBackend } from './backend'
import { writeNode } from './tape'

export const BACKEND_NAME = 'sharkfin-record'

/** What a kernel is given: its backend, its inputs by the names TensorFlow.js gives them, its attributes. */
export interface Call {
  readonly backend: RecordingBackend
  /** @throws a defect when there is no such input */
  input(name: string): TensorInfo
  readonly attributes: NamedAttrMap
}

export function kernel(kernelName: string, record: (call: Call) => TensorInfo | TensorInfo[]): KernelConfig {
  return {
    kernelName,
    backendName: BACKEND_NAME,
    kernelFunc: ({ inputs, backend, attrs }) => {
      if (!(backend instanceof RecordingBackend)) throw new Error(`record: ${kernelName} outside a recording`)
      const input = (name: string): TensorInfo => {
        const tensor = inputs[name]
        if (!tensor || Array.isArray(tensor)) throw new Error(`record: ${kernelName} has no input ${name}`)
        return tensor
      }
      return record({ backend, input, attributes: attrs ?? {} })
    }
  }
}

/** Writes one node with one output, and gives its tensor. */
export function node(
  backend: RecordingBackend,
  op: string,
  inputs: readonly string[],
  shape: readonly number[],
  attributes: Readonly<Record<string, Attribute>> = {},
  element: ElementType = 'float32'
): TensorInfo {
  const [name] = writeNode(backend.tape, op, inputs, [{ element, shape }], attributes)
  if (name === undefined) throw new Error(`record: ${op} puts nothing out`)
  return backend.tensorOf(name, { element, shape })
}
