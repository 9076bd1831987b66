/** The innermost piece of a product: some rows by some vectors of sums that stay in registers along a panel of k. */
import { FLOAT_BYTES, LANES, VECTOR_BYTES, advance, integer, repeat, storeLanes, vector } from './emission'
import type { Address, Emission, Locals, Module, Ref } from './emission'
import type { Strip } from './gemm-runs'
import type { GemmKernel } from './kernels'
import { multiplyAdd } from './multiply-add'

/** Steps along k written out one after another, to spend less on the loop. */
const UNROLL = 2
const UNROLL_WHOLE = 8

export interface Operands {
  readonly a: Address
  readonly b: Address
  readonly bias: Address | null
  readonly out: Address
  /** Bytes from one row of the left factor to the next, and along k. */
  readonly rowStride: number
  readonly innerStride: number
  /** Numbers in a row of the right factor and of the result. */
  readonly rowLength: number
}

/** A piece of k, for the whole product. */
export interface Panel {
  /** For labels. */
  readonly name: string
  readonly length: number
  /** Whether sums begin here, or go on from what stands in `out`. */
  readonly begins: boolean
  /** Locals: bytes to it in both factors; null where k is not cut. */
  readonly along: { readonly a: number; readonly b: number } | null
}

/** Locals that point to the tile at work. */
export interface Pointers {
  readonly a: number
  readonly b: number
  readonly bias: number
  readonly out: number
}

export interface Emitting {
  readonly emission: Emission
  readonly kernel: GemmKernel
  readonly operands: Operands
  readonly locals: Locals
  readonly panel: Panel
}

/** Bias, products, store. The pointers of the factors run along k and come back. */
export function emitTile({ emission, kernel, operands, locals, panel }: Emitting, pointers: Pointers, rows: number, columns: Strip, name: string): Ref[] {
  const { module } = emission
  const { rowLength: n } = operands
  const { length: k } = panel
  const { length: vectors, lanes } = columns
  const left = locals.vector()
  const right = Array.from({ length: vectors }, () => locals.vector())
  const sums = Array.from({ length: rows }, () => Array.from({ length: vectors }, () => locals.vector()))
  const eachSum = (make: (row: number, column: number) => Ref[]): Ref[] =>
    sums.flatMap((row, i) => row.flatMap((_, j) => make(i, j)))
  // Sums that go on are there for both strips of an overlap, and must grow in one of them.
  const isMasked = !panel.begins && columns.overlap > 0
  const factor = (u: number, j: number): Ref => {
    const loaded = module.v128.load(operands.b.at + FLOAT_BYTES * n * u + VECTOR_BYTES * j, FLOAT_BYTES, integer(module, pointers.b))
    return isMasked ? module.v128.and(loaded, laneMask(module, j === 0 ? columns.overlap : 0)) : loaded
  }
  const along = (u: number): Ref[] => [
    ...right.map((local, j) => module.local.set(local, factor(u, j))),
    ...sums.flatMap((row, i) => [
      module.local.set(
        left,
        module.v128.load32_splat(
          operands.a.at + operands.rowStride * i + operands.innerStride * u,
          FLOAT_BYTES,
          integer(module, pointers.a)
        )
      ),
      ...row.map((sum, j) =>
        module.local.set(sum, multiplyAdd(emission, vector(module, left), vector(module, right[j]), vector(module, sum)))
      )
    ])
  ]
  const unroll = k <= UNROLL_WHOLE ? k : UNROLL
  const move = (steps: number): Ref[] => [
    ...advance(module, pointers.a, operands.innerStride * steps),
    ...advance(module, pointers.b, FLOAT_BYTES * n * steps)
  ]
  const unrolled = Array.from({ length: unroll }, (_, u) => along(u)).flat()
  const times = Math.floor(k / unroll)
  const rest = k - times * unroll
  const label = `k ${name}`
  const soFar = (i: number, j: number): Ref =>
    module.v128.load(operands.out.at + FLOAT_BYTES * n * i + VECTOR_BYTES * j, FLOAT_BYTES, integer(module, pointers.out))
  const first = (i: number, j: number): Ref => (panel.begins ? firstOf(emission, kernel, operands, pointers, i, j) : soFar(i, j))
  return [
    ...eachSum((i, j) => [module.local.set(sums[i][j], first(i, j))]),
    ...repeat({ module, locals, label }, times, [...unrolled, ...move(unroll)]),
    ...Array.from({ length: rest }, (_, u) => along(u)).flat(),
    ...move(-times * unroll),
    ...eachSum((i, j) =>
      storeLanes(
        module,
        j === vectors - 1 ? lanes : LANES,
        operands.out.at + FLOAT_BYTES * n * i + VECTOR_BYTES * j,
        () => integer(module, pointers.out),
        () => vector(module, sums[i][j])
      )
    )
  ]
}

/** Of loops: tiles of one shape, in one panel. */
export function tileLabel({ name }: Panel, rows: number, { length, lanes, start }: Strip): string {
  return `${name} ${rows}x${length}x${lanes} from ${start}`
}

/** Zeros for the first lanes, ones for the others. */
function laneMask(module: Module, zeros: number): Ref {
  return module.v128.const(Uint8Array.from({ length: VECTOR_BYTES }, (_, byte) => (byte < FLOAT_BYTES * zeros ? 0 : 0xff)))
}

/** What a sum begins with. */
function firstOf({ module }: Emission, { bias }: GemmKernel, operands: Operands, pointers: Pointers, i: number, j: number): Ref {
  if (!bias || !operands.bias) return module.v128.const(new Uint8Array(VECTOR_BYTES))
  const [row, column] = bias.strides
  const at = operands.bias.at + FLOAT_BYTES * row * i + VECTOR_BYTES * column * j
  const pointer = integer(module, pointers.bias)
  return column === 0 ? module.v128.load32_splat(at, FLOAT_BYTES, pointer) : module.v128.load(at, FLOAT_BYTES, pointer)
}
