/** The small pieces of an ONNX file: types, tensors, attributes, nodes. */
import { create } from '@bufbuild/protobuf'
import type { Attribute, Constant, ElementType, Node, ValueType } from '../../graph'
import {
  AttributeProtoSchema,
  AttributeProto_AttributeType,
  NodeProtoSchema,
  TensorProtoSchema,
  TensorProto_DataType,
  TensorShapeProto_DimensionSchema,
  ValueInfoProtoSchema
} from './generated/onnx_pb'
import type {
  AttributeProto,
  GraphProto,
  NodeProto,
  TensorProto,
  ValueInfoProto
} from './generated/onnx_pb'

const ELEMENTS: Readonly<Record<ElementType, TensorProto_DataType>> = {
  float32: TensorProto_DataType.FLOAT,
  int64: TensorProto_DataType.INT64,
  bool: TensorProto_DataType.BOOL
}

/** @param docString what the value is, for those who look at the file */
export function valueInfo(name: string, { element, shape }: ValueType, docString = ''): ValueInfoProto {
  const dim = shape.map((length) =>
    create(TensorShapeProto_DimensionSchema, {
      value:
        typeof length === 'string'
          ? { case: 'dimParam', value: length }
          : { case: 'dimValue', value: BigInt(length) }
    })
  )
  return create(ValueInfoProtoSchema, {
    name,
    docString,
    type: { value: { case: 'tensorType', value: { elemType: ELEMENTS[element], shape: { dim } } } }
  })
}

/** Raw data is little-endian whatever the machine. */
function rawData(constant: Constant): Uint8Array {
  const width = constant.element === 'float32' ? 4 : 8
  const bytes = new DataView(new ArrayBuffer(constant.data.length * width))
  constant.data.forEach((value, index) => {
    if (constant.element === 'float32') bytes.setFloat32(index * width, value, true)
    else bytes.setBigInt64(index * width, BigInt(value), true)
  })
  return new Uint8Array(bytes.buffer)
}

export function tensor(name: string, constant: Constant): TensorProto {
  return create(TensorProtoSchema, {
    name,
    dims: constant.shape.map(BigInt),
    dataType: ELEMENTS[constant.element],
    rawData: rawData(constant)
  })
}

function attribute(name: string, value: Attribute): AttributeProto {
  if ('ints' in value) {
    return create(AttributeProtoSchema, {
      name,
      type: AttributeProto_AttributeType.INTS,
      ints: value.ints.map(BigInt)
    })
  }
  return 'int' in value
    ? create(AttributeProtoSchema, { name, type: AttributeProto_AttributeType.INT, i: BigInt(value.int) })
    : create(AttributeProtoSchema, { name, type: AttributeProto_AttributeType.FLOAT, f: value.float })
}

export function graphAttribute(name: string, g: GraphProto): AttributeProto {
  return create(AttributeProtoSchema, { name, type: AttributeProto_AttributeType.GRAPH, g })
}

export function nodeProto({ op, inputs, outputs, attributes }: Node): NodeProto {
  return create(NodeProtoSchema, {
    opType: op,
    // Netron and error messages name a node; its first output is unique.
    name: `${op}_${outputs[0] ?? ''}`,
    input: [...inputs],
    output: [...outputs],
    attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value))
  })
}
