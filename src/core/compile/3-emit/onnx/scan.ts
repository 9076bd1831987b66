/**
 * One step as the body of a Scan over many. State flows from step to step; the other inputs come one slice a step, along
 * a leading dimension that stays free, so that any number of steps runs in one call with the same bits.
 */
import { create } from '@bufbuild/protobuf'
import { typeOf } from '../../graph'
import type { Graph, ValueType } from '../../graph'
import { AttributeProtoSchema, AttributeProto_AttributeType, GraphProtoSchema, NodeProtoSchema } from './generated/onnx_pb'
import type { GraphProto } from './generated/onnx_pb'
import { graphProto } from './graph'
import { graphAttribute, valueInfo } from './proto'

const STEPS = 'steps'

/** The scanned graph's names for a body's input or output. */
export const scanName = {
  before: (state: string): string => `${state}_before`,
  after: (state: string): string => `${state}_after`,
  each: (slice: string): string => `${slice}_each`
}

function stacked({ element, shape }: ValueType): ValueType {
  return { element, shape: [STEPS, ...shape] }
}

/** @param states the body's first so many inputs and outputs, in the same order, of the same types */
export function scanProto(body: Graph, states: number): GraphProto {
  const input = body.inputs.map((name, index) => {
    const type = typeOf(body, name)
    return index < states ? valueInfo(scanName.before(name), type) : valueInfo(scanName.each(name), stacked(type))
  })
  const output = body.outputs.map(({ name, value }, index) => {
    const type = typeOf(body, value)
    return index < states ? valueInfo(scanName.after(name), type) : valueInfo(scanName.each(name), stacked(type))
  })
  const scanned = create(AttributeProtoSchema, {
    name: 'num_scan_inputs',
    type: AttributeProto_AttributeType.INT,
    i: BigInt(body.inputs.length - states)
  })
  const node = create(NodeProtoSchema, {
    opType: 'Scan',
    name: body.name,
    input: input.map(({ name }) => name),
    output: output.map(({ name }) => name),
    // A body's output may not bear the name of its input.
    attribute: [scanned, graphAttribute('body', graphProto(apart(body)))]
  })
  return create(GraphProtoSchema, { name: `${body.name}s`, input, output, node: [node] })
}

function apart(body: Graph): Graph {
  return { ...body, outputs: body.outputs.map(({ name, value }) => ({ name: `${name}_out`, value })) }
}
