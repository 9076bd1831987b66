/**
 * Elementwise operations on four numbers at a time. Truths are masks: all bits of a lane set, or none. A number that is
 * not a number stays one, as in ONNX; Relu and LeakyRelu therefore compare instead of taking a maximum.
 */
import { writeVectorFunction } from '../../../dynamics/functions'
import type { VectorFunctionName } from '../../../dynamics/functions'
import type { Body, Kept, Ref } from '../../../dynamics/functions/body'
import type { Graph, Node } from '../../graph'
import { floatOf, uniformValue } from './attributes'
import { writeErf } from './erf'

/** Where an operation is written, and the graph that its constants are looked up in. */
export interface Scope extends Omit<Body, 'x' | 'y'> {
  readonly graph: Graph
}

/** Writes the operation; each operand may be read as often as needed. */
type Write = (scope: Scope, node: Node, operands: readonly Kept[]) => Ref

const unary =
  (name: 'neg' | 'abs' | 'sqrt'): Write =>
  ({ module }, _, [x]) =>
    module.f32x4[name](x())
const binary =
  (name: 'add' | 'sub' | 'mul' | 'div' | 'max' | 'min' | 'gt' | 'ge' | 'lt' | 'le' | 'eq'): Write =>
  ({ module }, _, operands) =>
    operands.slice(1).reduce((all, y) => module.f32x4[name](all, y()), operands[0]())
const called =
  (name: VectorFunctionName): Write =>
  (scope, _, [x]) =>
    call(scope, name, x)
const itself: Write = (_scope, _node, [x]) => x()

function call(scope: Scope, name: VectorFunctionName, x: Kept): Ref {
  return writeVectorFunction(name, { ...scope, x, y: x })
}

const WRITERS: Readonly<Record<string, Write>> = {
  Identity: itself,
  Expand: itself,
  Add: binary('add'),
  Sub: binary('sub'),
  Mul: binary('mul'),
  Div: binary('div'),
  Max: binary('max'),
  Min: binary('min'),
  Neg: unary('neg'),
  Abs: unary('abs'),
  Sqrt: unary('sqrt'),
  Reciprocal: ({ module, splat }, _, [x]) => module.f32x4.div(splat(1), x()),
  Pow: power,
  Sign: ({ module, splat }, _, [x]) => {
    const side = (is: 'gt' | 'lt', value: number): Ref => module.v128.and(module.f32x4[is](x(), splat(0)), splat(value))
    return module.f32x4.add(side('gt', 1), side('lt', -1))
  },
  Exp: called('exp'),
  Log: called('log'),
  Tanh: called('tanh'),
  Sin: called('sin'),
  Cos: called('cos'),
  Sigmoid: (scope, _, [x]) => {
    const { module, splat, keep } = scope
    const exponential = call(scope, 'exp', keep(module.f32x4.neg(x())))
    return module.f32x4.div(splat(1), module.f32x4.add(splat(1), exponential))
  },
  // log(1 + e^x) without an exponential that overflows.
  Softplus: (scope, _, [x]) => {
    const { module, splat, keep } = scope
    const { f32x4 } = module
    const exponential = call(scope, 'exp', keep(f32x4.neg(f32x4.abs(x()))))
    const rest = call(scope, 'log', keep(f32x4.add(splat(1), exponential)))
    return f32x4.add(f32x4.max(x(), splat(0)), rest)
  },
  Erf: (scope, _, [x]) => writeErf({ ...scope, x, y: x }),
  Relu: ({ module, splat }, _, [x]) => module.f32x4.pmax(x(), splat(0)),
  LeakyRelu: ({ module, splat }, node, [x]) => {
    const below = module.f32x4.mul(x(), splat(floatOf(node, 'alpha', 0.01)))
    return module.v128.bitselect(below, x(), module.f32x4.lt(x(), splat(0)))
  },
  Greater: binary('gt'),
  GreaterOrEqual: binary('ge'),
  Less: binary('lt'),
  LessOrEqual: binary('le'),
  Equal: binary('eq'),
  Not: ({ module }, _, [x]) => module.v128.not(x()),
  And: ({ module }, _, [x, y]) => module.v128.and(x(), y()),
  Or: ({ module }, _, [x, y]) => module.v128.or(x(), y()),
  Where: ({ module }, _, [condition, x, y]) => module.v128.bitselect(x(), y(), condition()),
  Cast: cast
}

function power({ module, splat, graph }: Scope, { inputs }: Node, [x]: readonly Kept[]): Ref {
  const { f32x4 } = module
  switch (uniformValue(graph, inputs[1])) {
    case 2:
      return f32x4.mul(x(), x())
    case 3:
      return f32x4.mul(f32x4.mul(x(), x()), x())
    case 0.5:
      return f32x4.sqrt(x())
    default:
      return f32x4.div(splat(1), x())
  }
}

/** A truth as 1 or 0; a number as itself. */
function cast({ module, splat, graph }: Scope, { inputs }: Node, [x]: readonly Kept[]): Ref {
  return graph.types.get(inputs[0])?.element === 'bool' ? module.v128.and(x(), splat(1)) : x()
}

export function writeElementwise(scope: Scope, node: Node, operands: readonly Kept[]): Ref {
  const write = WRITERS[node.op]
  if (!write) throw new Error(`the fused kernel has no instructions for ${node.op}`)
  return write(scope, node, operands)
}
