/** An ONNX file. Opset 17 and IR 8 are what MATLAB, Wolfram and older runtimes still import. */
import { create, toBinary } from '@bufbuild/protobuf'
import { ModelProtoSchema } from './generated/onnx_pb'
import type { GraphProto } from './generated/onnx_pb'

export const OPSET = 17
export const IR_VERSION = 8

export interface ModelDescription {
  readonly producerVersion?: string
  readonly docString?: string
  /** metadata_props */
  readonly metadata?: Readonly<Record<string, string>>
}

export function modelFile(graph: GraphProto, description: ModelDescription = {}): Uint8Array<ArrayBuffer> {
  const { producerVersion = '', docString = '', metadata = {} } = description
  return toBinary(
    ModelProtoSchema,
    create(ModelProtoSchema, {
      irVersion: BigInt(IR_VERSION),
      opsetImport: [{ domain: '', version: BigInt(OPSET) }],
      producerName: 'Sharkfin',
      producerVersion,
      docString,
      graph,
      metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value }))
    })
  )
}
