/**
 * Elementwise operations on four numbers at a time. Truths are masks: all bits of a lane set, or none. A number that is
 * not a number stays one, as in ONNX; Relu and LeakyRelu therefore compare instead of taking a maximum.
 */
import binaryen from 'binaryen'
import { vectorFunction } from '../../../dynamics/functions'
import type { VectorFunctionName } from '../../../dynamics/functions'
import type { Node } from '../../graph'
import { splatNumber } from './emission'
import type { Emission, Ref } from './emission'
import { floatOf, uniformValue } from './operations'

/** Writes the operation; each operand may be asked for as often as needed. */
type Write = (emission: Emission, node: Node, operands: readonly (() => Ref)[]) => Ref

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
  (emission, _, [x]) =>
    call(emission, name, x())
const itself: Write = (_emission, _node, [x]) => x()

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
  Reciprocal: ({ module }, _, [x]) => module.f32x4.div(splatNumber(module, 1), x()),
  Pow: power,
  Sign: ({ module }, _, [x]) => {
    const zero = (): Ref => splatNumber(module, 0)
    const side = (is: 'gt' | 'lt', value: number): Ref =>
      module.v128.and(module.f32x4[is](x(), zero()), splatNumber(module, value))
    return module.f32x4.add(side('gt', 1), side('lt', -1))
  },
  Exp: called('exp'),
  Log: called('log'),
  Tanh: called('tanh'),
  Sin: called('sin'),
  Cos: called('cos'),
  Sigmoid: (emission, _, [x]) => {
    const { module } = emission
    const exponential = call(emission, 'exp', module.f32x4.neg(x()))
    return module.f32x4.div(splatNumber(module, 1), module.f32x4.add(splatNumber(module, 1), exponential))
  },
  // log(1 + e^x) without an exponential that overflows.
  Softplus: (emission, _, [x]) => {
    const { module } = emission
    const { f32x4 } = module
    const exponential = call(emission, 'exp', f32x4.neg(f32x4.abs(x())))
    const rest = call(emission, 'log', f32x4.add(splatNumber(module, 1), exponential))
    return f32x4.add(f32x4.max(x(), splatNumber(module, 0)), rest)
  },
  Relu: ({ module }, _, [x]) => module.f32x4.pmax(x(), splatNumber(module, 0)),
  LeakyRelu: ({ module }, node, [x]) => {
    const below = module.f32x4.mul(x(), splatNumber(module, floatOf(node, 'alpha', 0.01)))
    return module.v128.bitselect(below, x(), module.f32x4.lt(x(), splatNumber(module, 0)))
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

function call({ module }: Emission, name: VectorFunctionName, x: Ref): Ref {
  return module.call(vectorFunction(module, name), [x], binaryen.v128)
}

function power({ module, program }: Emission, { inputs }: Node, [x]: readonly (() => Ref)[]): Ref {
  const { f32x4 } = module
  switch (uniformValue(program.graph, inputs[1])) {
    case 2:
      return f32x4.mul(x(), x())
    case 3:
      return f32x4.mul(f32x4.mul(x(), x()), x())
    case 0.5:
      return f32x4.sqrt(x())
    default:
      return f32x4.div(splatNumber(module, 1), x())
  }
}

/** A truth as 1 or 0; a number as itself. */
function cast({ module, program }: Emission, { inputs }: Node, [x]: readonly (() => Ref)[]): Ref {
  const from = program.graph.types.get(inputs[0])
  return from?.element === 'bool' ? module.v128.and(x(), splatNumber(module, 1)) : x()
}

export function writeElementwise(emission: Emission, node: Node, operands: readonly (() => Ref)[]): Ref {
  const write = WRITERS[node.op]
  if (!write) throw new Error(`the fused kernel has no instructions for ${node.op}`)
  return write(emission, node, operands)
}
