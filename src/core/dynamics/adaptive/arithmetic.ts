/** Double-precision arithmetic on two numbers at a time, each value in a local of its own. */
import binaryen from 'binaryen'
import type { Kept } from '../functions/body'
import type { Writer } from '../kernel/writer'

export interface Arithmetic {
  readonly constant: (value: number) => Kept
  readonly add: (a: Kept, b: Kept) => Kept
  readonly sub: (a: Kept, b: Kept) => Kept
  readonly mul: (a: Kept, b: Kept) => Kept
  readonly div: (a: Kept, b: Kept) => Kept
  readonly abs: (a: Kept) => Kept
  readonly sqrt: (a: Kept) => Kept
  readonly max: (a: Kept, b: Kept) => Kept
  readonly min: (a: Kept, b: Kept) => Kept
  /** All bits set where a > b, else none. */
  readonly greater: (a: Kept, b: Kept) => Kept
  readonly atMost: (a: Kept, b: Kept) => Kept
  /** Of masks. */
  readonly and: (a: Kept, b: Kept) => Kept
  readonly not: (a: Kept) => Kept
  /** a where the mask is set, else b. */
  readonly select: (mask: Kept, a: Kept, b: Kept) => Kept
  /** Sum of weights times values, from the first on; weights of 0 are left out. 0 where there is none. */
  readonly weigh: (weights: readonly number[], values: readonly Kept[]) => Kept
}

export function arithmetic({ module, keep }: Writer): Arithmetic {
  const { f64x2, v128 } = module
  const constant = (value: number): Kept => () => module.global.get(doubleGlobal(module, value), binaryen.v128)
  const mul = (a: Kept, b: Kept): Kept => keep(f64x2.mul(a(), b()))
  const add = (a: Kept, b: Kept): Kept => keep(f64x2.add(a(), b()))
  return {
    constant,
    add,
    mul,
    sub: (a, b) => keep(f64x2.sub(a(), b())),
    div: (a, b) => keep(f64x2.div(a(), b())),
    abs: (a) => keep(f64x2.abs(a())),
    sqrt: (a) => keep(f64x2.sqrt(a())),
    max: (a, b) => keep(f64x2.max(a(), b())),
    min: (a, b) => keep(f64x2.min(a(), b())),
    atMost: (a, b) => keep(f64x2.le(a(), b())),
    and: (a, b) => keep(v128.and(a(), b())),
    not: (a) => keep(v128.not(a())),
    greater: (a, b) => keep(f64x2.gt(a(), b())),
    select: (mask, a, b) => keep(v128.bitselect(a(), b(), mask())),
    weigh: (weights, values) => {
      const terms = values.flatMap((value, k) => (weights[k] ? [mul(constant(weights[k]), value)] : []))
      return terms.length === 0 ? constant(0) : terms.reduce(add)
    }
  }
}

/** One immutable global for each number: the engine reads it as an operand straight from memory. */
function doubleGlobal(module: binaryen.Module, value: number): string {
  const name = `double ${Object.is(value, -0) ? '-0' : value}`
  if (module.getGlobal(name) === 0) {
    const lanes = new Uint8Array(Float64Array.of(value, value).buffer)
    module.addGlobal(name, binaryen.v128, false, module.v128.const(lanes))
  }
  return name
}

