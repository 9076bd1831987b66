import type { Constant, Graph, Node, ValueType } from '../../../../src/core/compile/graph'
import { Purpose } from '../../../../src/core/random/purpose'
import { createStream, integerBelow, seek, uniform } from '../../../../src/core/random/stream'

const NODES = 24
const stream = createStream(23, Purpose.shuffle)

export function pick<Item>(items: readonly Item[]): Item {
  return items[integerBelow(stream, items.length)]
}

interface Value {
  readonly name: string
  readonly shape: readonly number[]
}

export interface RandomGraph {
  readonly graph: Graph
  readonly inputs: Record<string, Float32Array>
}

/**
 * Nodes of every kind the fused kernel knows, on matrices whose sides are no multiples of four more often than not.
 * Comparisons look at inputs alone: rounding may decide no branch.
 */
export function randomGraph(seed: number, { sides = [1, 2, 3, 4, 5, 6, 8, 9, 13, 17] } = {}): RandomGraph {
  seek(stream, seed, 0)
  const [m, n] = [pick(sides), pick(sides)]
  const types = new Map<string, ValueType>()
  const constants = new Map<string, Constant>()
  const nodes: Node[] = []
  const given = { a: [m, n], b: [m, n], row: [n], column: [m, 1], scalar: [] }
  const named = Object.entries(given).map(([name, shape]): Value => ({ name, shape }))
  for (const { name, shape } of named) types.set(name, { element: 'float32', shape })
  const pool = [...named]
  const full = (): Value => pick(pool.filter(({ shape }) => shape.length === 2 && shape[0] === m && shape[1] === n))
  const add = (op: string, inputs: readonly string[], shape: readonly number[], attributes: Node['attributes'] = {}, element: ValueType['element'] = 'float32'): Value => {
    const name = `n${nodes.length}`
    nodes.push({ op, inputs, outputs: [name], attributes })
    types.set(name, { element, shape })
    return { name, shape }
  }
  const constant = (made: Constant): string => {
    const name = `k${constants.size}`
    constants.set(name, made)
    types.set(name, { element: made.element, shape: made.shape })
    return name
  }
  const number = (value: number): string => constant({ element: 'float32', shape: [], data: Float32Array.of(value) })
  const integers = (data: readonly number[]): string => constant({ element: 'int64', shape: [data.length], data })
  const same = (op: string, of: Value, ...others: readonly string[]): Value => add(op, [of.name, ...others], of.shape)
  const bounded = (): Value => same('Tanh', pick(pool))
  const positive = (): Value => same('Add', same('Abs', bounded()), number(0.5))
  const axes = (): readonly number[] => pick([[0], [1], [0, 1]])
  const reduced = (of: Value, over: readonly number[], keep: boolean): number[] =>
    of.shape.flatMap((length, axis) => (over.includes(axis) ? (keep ? [1] : []) : [length]))
  const flat = (of: Value): Value => {
    const size = of.shape.reduce((product, length) => product * length, 1)
    return add('Reshape', [of.name, integers([size])], [size])
  }
  const makers: (() => Value)[] = [
    () => add(pick(['Add', 'Sub', 'Mul', 'Max', 'Min']), [full().name, pick([full().name, 'row', 'column', 'scalar', number(0.3)])], [m, n]),
    () => add(pick(['Add', 'Sub']), [pick(['row', 'column', 'scalar']), full().name], [m, n]),
    () => add('Div', [full().name, pick([same('Add', same('Abs', full()), number(0.5)).name, number(3)])], [m, n]),
    () => same(pick(['Neg', 'Abs', 'Tanh', 'Sigmoid', 'Softplus', 'Relu', 'Identity']), pick(pool)),
    () => same(pick(['Exp', 'Sin', 'Cos']), bounded()),
    () => same(pick(['Log', 'Sqrt', 'Reciprocal']), positive()),
    () => same('Pow', positive(), number(pick([2, 0.5, -1, 3]))),
    () => add('LeakyRelu', [full().name], [m, n], { alpha: { float: 0.2 } }),
    () => {
      const truth = add(pick(['Greater', 'Less', 'GreaterOrEqual', 'LessOrEqual']), ['a', pick(['b', 'row', 'column', 'scalar'])], [m, n], {}, 'bool')
      if (pick([true, false])) return add('Cast', [truth.name], [m, n], { to: { int: 1 } })
      return add('Where', [truth.name, full().name, pick(['row', full().name])], [m, n])
    },
    () => same('Sign', pick(named)),
    () => {
      const [of, over, keep] = [full(), axes(), pick([true, false])]
      return add('ReduceSum', [of.name, integers(over)], reduced(of, over, keep), { keepdims: { int: keep ? 1 : 0 } })
    },
    () => {
      const [of, over, keep] = [full(), axes(), pick([true, false])]
      return add(pick(['ReduceMean', 'ReduceMax']), [of.name], reduced(of, over, keep), { keepdims: { int: keep ? 1 : 0 }, axes: { ints: over } })
    },
    () => {
      const square = add('Gemm', [bounded2(full).name, bounded2(full).name], [n, n], { transA: { int: 1 }, transB: { int: 0 } })
      return add('Gemm', [bounded2(full).name, square.name, ...pick([[], ['row'], ['scalar'], ['column']])], [m, n], { transA: { int: 0 }, transB: { int: pick([0, 1]) } })
    },
    () => add('Gemm', [full().name, bounded2(full).name], [m, m], { transA: { int: 0 }, transB: { int: 1 } }),
    () => add('Transpose', [add('Transpose', [full().name], [n, m], { perm: { ints: [1, 0] } }).name], [m, n], { perm: { ints: [1, 0] } }),
    () => add('Reshape', [flat(full()).name, integers([m, n])], [m, n]),
    () => {
      const whole = add('Concat', [flat(full()).name, flat(full()).name, flat(pick(pool)).name], [2 * m * n], { axis: { int: 0 } })
      const third = sizeOf(nodes, whole, types)
      const sizes = [m * n, third - m * n]
      types.set(whole.name, { element: 'float32', shape: [third] })
      const names = [`${whole.name}_0`, `${whole.name}_1`]
      nodes.push({ op: 'Split', inputs: [whole.name, integers(sizes)], outputs: names, attributes: { axis: { int: 0 } } })
      names.forEach((name, index) => types.set(name, { element: 'float32', shape: [sizes[index]] }))
      return add('Reshape', [names[0], integers([m, n])], [m, n])
    },
    () => same('Erf', pick(pool)),
    () => add('LogSoftmax', [full().name], [m, n], { axis: { int: pick([-1, 1, 0]) } }),
    () => {
      const [top, left] = [integerBelow(stream, m), integerBelow(stream, n)]
      const cut = add('Slice', [full().name, integers([top, left]), integers([m, n]), integers([0, 1])], [m - top, n - left])
      return add('Pad', [cut.name, integers(pick([[top, left, 0, 0], [0, 0, top, left]])), number(0)], [m, n])
    },
    () => {
      const sizes = n === 1 ? [1] : [1, n - 1]
      const names = sizes.map((_, index) => `n${nodes.length}_${index}`)
      nodes.push({ op: 'Split', inputs: [full().name, integers(sizes)], outputs: names, attributes: { axis: { int: 1 } } })
      names.forEach((name, index) => types.set(name, { element: 'float32', shape: [m, sizes[index]] }))
      return { name: names[names.length - 1], shape: [m, sizes[sizes.length - 1]] }
    },
    () => add('Concat', [full().name, full().name, full().name], [m, 3 * n], { axis: { int: 1 } }),
    () => {
      const windows = n < 4 ? [0, 0] : [0, 1, 2, 1, 2, 3]
      return add('Gather', [full().name, integers(windows)], [m, windows.length], { axis: { int: 1 } })
    },
    () => {
      const pair = add('Reshape', [add('Concat', [full().name, full().name], [2 * m, n], { axis: { int: 0 } }).name, integers([2, m, n])], [2, m, n])
      const perm = pick([[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
      return add('Transpose', [pair.name], perm.map((axis) => pair.shape[axis]), { perm: { ints: perm } })
    },
    () => {
      const image = add('Reshape', [full().name, integers([1, m, 1, n])], [1, m, 1, n])
      const filter = constant({ element: 'float32', shape: [m, 5, 1, 3], data: Float32Array.from({ length: 15 * m }, () => uniform(stream) / m) })
      const [left, right] = pick([[0, 0], [1, 0], [1, 1]])
      const attributes = { strides: { ints: [1, 2] }, pads: { ints: [0, left, 0, right] } }
      return add('ConvTranspose', [image.name, filter], [1, 5, 1, 2 * n + 1 - left - right], attributes)
    }
  ]
  const bounded2 = (value: () => Value): Value => same('Tanh', value())
  while (nodes.length < NODES) pool.push(pick(makers)())
  const outputs = [0, 1, 2].map((place) => ({ name: `out${place}`, value: place === 0 ? pool[pool.length - 1].name : pick(pool).name }))
  const inputs = Object.fromEntries(
    named.map(({ name, shape }) => {
      const length = shape.reduce((product, side) => product * side, 1)
      return [name, Float32Array.from({ length }, () => 2 * uniform(stream) - 1)]
    })
  )
  return { graph: { name: 'random', inputs: Object.keys(given), outputs, nodes, constants, types }, inputs }
}

/** Of a Concat: its pieces together. */
function sizeOf(nodes: readonly Node[], { name }: Value, types: ReadonlyMap<string, ValueType>): number {
  const pieces = nodes.find(({ outputs }) => outputs[0] === name)?.inputs ?? []
  return pieces.reduce((sum, piece) => sum + Number(types.get(piece)?.shape[0] ?? 0), 0)
}
