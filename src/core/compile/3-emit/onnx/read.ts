/** What an ONNX file says about itself, without running it. */
import { fromBinary } from '@bufbuild/protobuf'
import type { Shape } from '../../graph'
import { ModelProtoSchema, TensorProto_DataLocation } from './generated/onnx_pb'
import type { ValueInfoProto } from './generated/onnx_pb'

export interface FileValue {
  readonly name: string
  readonly shape: Shape
  readonly description: string
}

export interface FileContents {
  readonly opset: number
  readonly inputs: readonly FileValue[]
  readonly outputs: readonly FileValue[]
  readonly metadata: ReadonlyMap<string, string>
  /** Whether numbers lie in other files, which a file that is handed on must not ask for. */
  readonly refersToOtherFiles: boolean
}

/** A dimension without size or name reads as the empty name. */
function fileValue({ name, type, docString }: ValueInfoProto): FileValue {
  const dimensions = type?.value.case === 'tensorType' ? (type.value.value.shape?.dim ?? []) : []
  const shape = dimensions.map(({ value }) => (value.case === 'dimValue' ? Number(value.value) : (value.value ?? '')))
  return { name, shape, description: docString }
}

/** @throws Error when the bytes are no ONNX model */
export function readModelFile(bytes: Uint8Array): FileContents {
  const { graph, opsetImport, metadataProps } = fromBinary(ModelProtoSchema, bytes)
  const standard = opsetImport.find(({ domain }) => domain === '' || domain === 'ai.onnx')
  if (!graph || graph.node.length === 0 || !standard) throw new Error('the file holds no ONNX graph')
  return {
    opset: Number(standard.version),
    inputs: graph.input.map(fileValue),
    outputs: graph.output.map(fileValue),
    metadata: new Map(metadataProps.map(({ key, value }) => [key, value])),
    refersToOtherFiles: graph.initializer.some(
      ({ dataLocation }) => dataLocation === TensorProto_DataLocation.EXTERNAL
    )
  }
}
