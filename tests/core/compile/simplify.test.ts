/** Each pass keeps what a graph computes: random graphs, run by onnxruntime before and after. */
import { describe, expect, it } from 'vitest'
import { passes, simplify } from '../../../src/core/compile/2-simplify/simplify'
import { fixedShape } from '../../../src/core/compile/graph'
import type { Constant, Graph, Node, ValueType } from '../../../src/core/compile/graph'
import { Purpose } from '../../../src/core/random/purpose'
import { createStream, integerBelow, seek, uniform } from '../../../src/core/random/stream'
import { relativeDifference, runGraph } from './run-graph'

const GRAPHS = 25
const NODES = 70
const INPUT: ValueType = { element: 'float32', shape: [4, 4] }

const stream = createStream(11, Purpose.shuffle)
const pick = <Item>(items: readonly Item[]): Item => {
  const item = items[integerBelow(stream, items.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

/** Nodes on 4 x 4 matrices, vectors, scalars and reshaped values, with repetitions and constants that invite each pass. */
function randomGraph(seed: number): Graph {
  seek(stream, seed, 0)
  const types = new Map<string, ValueType>([['a', INPUT], ['b', INPUT]])
  const constants = new Map<string, Constant>()
  const nodes: Node[] = []
  const matrices = ['a', 'b']
  const add = (op: string, inputs: string[], shape: number[], attributes: Node['attributes'] = {}): string => {
    const name = `n${nodes.length}`
    nodes.push({ op, inputs, outputs: [name], attributes })
    types.set(name, { element: 'float32', shape })
    return name
  }
  const numbers = (shape: number[], data: Float32Array): string => {
    const name = `k${constants.size}`
    constants.set(name, { element: 'float32', shape, data })
    types.set(name, { element: 'float32', shape })
    return name
  }
  const integers = (data: number[]): string => {
    const name = `k${constants.size}`
    constants.set(name, { element: 'int64', shape: [data.length], data })
    types.set(name, { element: 'int64', shape: [data.length] })
    return name
  }
  const uniformMatrix = (): string => numbers([4, 4], new Float32Array(16).fill(pick([1, 2, -0.5])))
  const ones = (): string => numbers([4, 4], new Float32Array(16).fill(1))
  const constant = (): string =>
    pick([
      () => numbers([], Float32Array.of(pick([1, 0.5, -2]))),
      uniformMatrix,
      () => numbers([4], Float32Array.from({ length: 4 }, () => uniform(stream) + 0.5))
    ])()
  const transpose = (value: string): string => add('Transpose', [value], [4, 4], { perm: { ints: [1, 0] } })
  const makers = [
    () => add(pick(['Add', 'Sub', 'Mul']), [pick(matrices), pick(matrices)], [4, 4]),
    () => add(pick(['Add', 'Sub', 'Mul', 'Div']), [pick(matrices), constant()], [4, 4]),
    () => add('Mul', [constant(), pick(matrices)], [4, 4]),
    () => add(pick(['Mul', 'Div', 'Add']), [uniformMatrix(), constant()], [4, 4]),
    () => add('Tanh', [pick(matrices)], [4, 4]),
    () => add('Neg', [uniformMatrix()], [4, 4]),
    () => add('Reshape', [add('Reshape', [pick(matrices), integers([2, 8])], [2, 8]), integers([4, 4])], [4, 4]),
    () => add('Reshape', [pick(matrices), integers([4, 4])], [4, 4]),
    () => add(pick(['Tanh', 'Abs']), [transpose(pick(matrices))], [4, 4]),
    () => transpose(transpose(pick(matrices))),
    () => {
      const image = add('Reshape', [pick(matrices), integers([2, 2, 2, 2])], [2, 2, 2, 2])
      const filter = numbers([2, 2, 1, 1], Float32Array.from({ length: 4 }, () => uniform(stream) - 0.5))
      const last = add('Transpose', [add('Conv', [image, filter], [2, 2, 2, 2])], [2, 2, 2, 2], { perm: { ints: [0, 2, 3, 1] } })
      const bias = numbers([2], Float32Array.from({ length: 2 }, () => uniform(stream)))
      return add('Reshape', [add('Add', [last, bias], [2, 2, 2, 2]), integers([4, 4])], [4, 4])
    },
    // A product of matrices that are transposed first, and its rows as an image before the bias.
    () => add('Gemm', [transpose(pick(matrices)), pick([pick(matrices), transpose(pick(matrices))])], [4, 4], { transA: { int: pick([0, 1]) }, transB: { int: 0 } }),
    () => {
      const image = add('Reshape', [add('Gemm', [pick(matrices), pick(matrices)], [4, 4]), integers([2, 2, 4])], [2, 2, 4])
      const bias = add('ReduceSum', [pick(matrices), integers([0])], [4], { keepdims: { int: 0 } })
      return add('Reshape', [add('Add', pick([[image, bias], [bias, image]]), [2, 2, 4]), integers([4, 4])], [4, 4])
    },
    // A gradient's way to spread a row or a number over a matrix.
    () => {
      const row = add('ReduceSum', [pick(matrices), integers([0])], [4], { keepdims: { int: 0 } })
      const spread = add('Mul', pick([[row, ones()], [ones(), row]]), [4, 4])
      return pick([() => add(pick(['Add', 'Sub', 'Mul']), [spread, pick(matrices)], [4, 4]), () => add('Tanh', [spread], [4, 4])])()
    },
    () => {
      const transposed = { transA: { int: pick([0, 1]) }, transB: { int: pick([0, 1]) } }
      const product = add('Gemm', [pick(matrices), pick(matrices)], [4, 4], transposed)
      const rows = add('ReduceSum', [pick(matrices), integers([0])], [4], { keepdims: { int: 0 } })
      if (pick([true, false])) matrices.push(product)
      return add('Add', pick([true, false]) ? [product, rows] : [rows, product], [4, 4])
    }
  ]
  // Bounded, so that products of products do not overflow.
  while (nodes.length < NODES) matrices.push(add('Tanh', [pick(makers)()], [4, 4]), pick(makers)())
  const outputs = [0, 1, 2].map((place) => ({ name: `out${place}`, value: pick(matrices) }))
  return { name: 'random', inputs: ['a', 'b'], outputs, nodes, constants, types }
}

const inputs = {
  a: Float32Array.from({ length: 16 }, (_, index) => Math.sin(index)),
  b: Float32Array.from({ length: 16 }, (_, index) => Math.cos(2 * index))
}

/** What the graph of each seed computes before any pass: the same for all of them. */
const unchanged = new Map<number, ReturnType<typeof runGraph>>()

async function expectSameValues(seed: number, before: Graph, after: Graph): Promise<void> {
  const known = unchanged.get(seed) ?? runGraph(before, inputs, true)
  unchanged.set(seed, known)
  const expected = await known
  const values = await runGraph(after, inputs, true)
  for (const { name, value } of before.outputs) {
    expect(relativeDifference(values[name] ?? [], expected[name] ?? []), `${name} = ${value}`).toBeLessThan(1e-5)
  }
}

describe('passes on random graphs', () => {
  it.each(Object.entries(passes))('%s keeps the values', async (_, pass) => {
    let changed = 0
    for (let seed = 0; seed < GRAPHS; seed++) {
      const graph = randomGraph(seed)
      const after = pass(graph)
      if (JSON.stringify([after.nodes, [...after.constants]]) !== JSON.stringify([graph.nodes, [...graph.constants]])) changed++
      await expectSameValues(seed, graph, after)
    }
    expect(changed).toBeGreaterThan(GRAPHS / 4)
  })

  it('all of them together keep the values, and leave less', async () => {
    for (let seed = 0; seed < GRAPHS; seed++) {
      const graph = randomGraph(seed)
      const after = simplify(graph)
      await expectSameValues(seed, graph, after)
      expect(after.nodes.length).toBeLessThan(graph.nodes.length)
      for (const { outputs } of after.nodes) {
        for (const output of outputs) expect(fixedShape(after.types.get(output)?.shape ?? ['none'])).toBeDefined()
      }
    }
  })
})
