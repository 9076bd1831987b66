/**
 * A function as a WebAssembly SIMD module: four samples a vector. Its memory holds, in single precision and in this order,
 * inputs [inputs][CAPACITY] and outputs [outputs][CAPACITY]. binaryen is loaded when the first kernel is wanted.
 */
import binaryen from 'binaryen'
import { inlineVectorFunctions } from '../dynamics/functions/inline'
import { emitOperation } from '../dynamics/kernel/nodes'
import { nodeAt } from '../formula/graph'
import type { Graph, Node } from '../formula/graph'
import type { FunctionRecipe } from '../recipe/function'
import { functionGraph, outputName } from './function-graph'

type Ref = binaryen.ExpressionRef

/** Samples in one call. */
export const CAPACITY = 1024
const COLUMN_BYTES = 4 * CAPACITY
const PAGE = 65_536

/** Locals of `run`: byte offset in a column, and where the last vector ends. A vector for each node follows. */
const Offset = 1
const End = 0
const FIRST_NODE = 2

/** Plain data that may be sent to a thread. */
export interface FunctionKernel {
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** @throws SharkfinError whose code begins with `formula-` */
export function emitFunctionKernel(recipe: FunctionRecipe): FunctionKernel {
  const graph = functionGraph(recipe)
  const module = new binaryen.Module()
  try {
    module.setFeatures(binaryen.Features.MVP | binaryen.Features.SIMD128)
    const pages = Math.ceil(((recipe.inputs.length + recipe.outputs.length) * COLUMN_BYTES) / PAGE)
    module.setMemory(pages, pages, 'memory')
    emitRun(module, graph, recipe)
    inlineVectorFunctions(module)
    if (!module.validate()) throw new Error('the function kernel is not valid WebAssembly')
    return { bytes: new Uint8Array(module.emitBinary()) }
  } finally {
    module.dispose()
  }
}

/** `run(bytes)`: evaluates the samples whose inputs fill the first `bytes` of each column. */
function emitRun(module: binaryen.Module, { nodes, outputs }: Graph, { inputs, outputs: named }: FunctionRecipe): void {
  const { i32, v128, none } = binaryen
  const offset = (): Ref => module.local.get(Offset, i32)
  const get = (node: number): Ref => module.local.get(FIRST_NODE + node, v128)
  const value = (node: Node, index: number): Ref => {
    if (node.op === 'constant') return module.f32x4.splat(module.f32.const(node.value))
    if (node.op !== 'input') return emitOperation(module, nodes, index, get)
    return module.v128.load(COLUMN_BYTES * inputs.findIndex(({ name }) => name === node.name), 16, offset())
  }
  const compute = nodes.map((_, index) => module.local.set(FIRST_NODE + index, value(nodeAt(nodes, index), index)))
  const store = named.map((_, index) =>
    module.v128.store(COLUMN_BYTES * (inputs.length + index), 16, offset(), get(outputs[outputName(index)] ?? -1))
  )
  const vector = module.block(null, [
    ...compute,
    ...store,
    module.local.set(Offset, module.i32.add(offset(), module.i32.const(16))),
    module.br('vector', module.i32.lt_u(offset(), module.local.get(End, i32)))
  ])
  module.addFunction('run', i32, none, [i32, ...nodes.map(() => v128)], module.loop('vector', vector))
  module.addFunctionExport('run', 'run')
}
