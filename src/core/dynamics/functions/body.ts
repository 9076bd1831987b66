/**
 * The body of a vector function while it is written. binaryen's expressions are trees, so a value that is read more than
 * once is kept in a local; constants are immutable globals, which the engine reads as operands straight from memory
 * instead of building them in registers.
 */
import binaryen from 'binaryen'

export type Ref = binaryen.ExpressionRef

/** A value in a local: each call reads it. */
export type Kept = () => Ref

export interface Body {
  readonly module: binaryen.Module
  /** The arguments, four single-precision numbers each. */
  readonly x: Kept
  readonly y: Kept
  readonly keep: (value: Ref) => Kept
  /** Four times the single-precision number nearest to `value`. */
  readonly splat: (value: number) => Ref
  /** Four times a 32-bit pattern. */
  readonly bits: (pattern: number) => Ref
}

/** @returns the value of the function, made of what the body keeps */
export type Write = (body: Body) => Ref

/** Adds the function `name` of `arity` vectors to the module. */
export function addVectorFunction(module: binaryen.Module, name: string, arity: 1 | 2, write: Write): void {
  const { v128 } = binaryen
  const statements: Ref[] = []
  const local = (index: number): Kept => () => module.local.get(index, v128)
  const bits = (pattern: number): Ref => module.global.get(constantGlobal(module, pattern), v128)
  const keep = (value: Ref): Kept => {
    const index = arity + statements.length
    statements.push(module.local.set(index, value))
    return local(index)
  }
  const body = { module, x: local(0), y: local(1), keep, splat: (value: number) => bits(singleBits(value)), bits }
  const result = write(body)
  const locals = statements.map(() => v128)
  const parameters = arity === 1 ? v128 : binaryen.createType([v128, v128])
  module.addFunction(name, parameters, v128, locals, module.block(null, [...statements, result], v128))
}

/** The bits of the single-precision number nearest to `value`. */
function singleBits(value: number): number {
  return new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0
}

/** One global for each pattern, shared by all functions of a module. */
function constantGlobal(module: binaryen.Module, pattern: number): string {
  const name = `splat ${(pattern >>> 0).toString(16)}`
  if (module.getGlobal(name) === 0) {
    const lanes = new Uint8Array(Uint32Array.from({ length: 4 }, () => pattern).buffer)
    module.addGlobal(name, binaryen.v128, false, module.v128.const(lanes))
  }
  return name
}

/**
 * Horner's scheme.
 * @param coefficients of x^0, x^1, ...
 */
export function polynomial({ module, splat }: Body, x: Kept, coefficients: readonly number[]): Ref {
  const { f32x4 } = module
  const [highest = 0, ...lower] = coefficients.toReversed()
  return lower.reduce((sum, coefficient) => f32x4.add(f32x4.mul(sum, x()), splat(coefficient)), splat(highest))
}

/**
 * 1.5 x 2^23: added to a number below 2^22 it rounds it to an integer, whose two's complement stands in the low bits of
 * the sum; taken away again it leaves that integer as a number. (Conversions of SIMD are slower: they guard against NaN.)
 */
export const ROUNDING = 12_582_912
