/** What a recording has written so far. */
import type { Attribute, Constant, Graph, Node, Output, ValueType } from '../graph'

export interface Tape {
  readonly name: string
  readonly inputs: string[]
  readonly nodes: Node[]
  readonly constants: Map<string, Constant>
  readonly types: Map<string, ValueType>
}

export function createTape(name: string): Tape {
  return { name, inputs: [], nodes: [], constants: new Map(), types: new Map() }
}

export function writeInput(tape: Tape, name: string, type: ValueType): string {
  tape.inputs.push(name)
  tape.types.set(name, type)
  return name
}

export function writeConstant(tape: Tape, constant: Constant): string {
  const name = `c${tape.constants.size}`
  tape.constants.set(name, constant)
  tape.types.set(name, { element: constant.element, shape: constant.shape })
  return name
}

/** Shapes, axes and sizes, which ONNX takes as a vector of int64. */
export function writeIntegers(tape: Tape, data: readonly number[]): string {
  return writeConstant(tape, { element: 'int64', shape: [data.length], data })
}

/** @returns one name for each of `types` */
export function writeNode(
  tape: Tape,
  op: string,
  inputs: readonly string[],
  types: readonly ValueType[],
  attributes: Readonly<Record<string, Attribute>> = {}
): string[] {
  const place = tape.nodes.length
  const outputs = types.map((type, index) => {
    const name = types.length === 1 ? `v${place}` : `v${place}_${index}`
    tape.types.set(name, type)
    return name
  })
  tape.nodes.push({ op, inputs, outputs, attributes })
  return outputs
}

export function finish(tape: Tape, outputs: readonly Output[]): Graph {
  return { ...tape, outputs }
}
