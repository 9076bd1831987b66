/**
 * out = a b + bias in tiles: some rows by some vectors of four columns stay in registers while the loop runs over k, so
 * that each loaded number serves a whole tile (Goto and van de Geijn, "Anatomy of high-performance matrix
 * multiplication", ACM TOMS 34, 2008, the innermost of its kernels). A left factor that lies transposed is gone through in strides, a
 * line of the cache for a few numbers; where it is larger than the caches, k is cut into panels that fit, as there. Every number of
 * the product is the bias, then its products in the order of k, whatever tile and panel.
 */
import binaryen from 'binaryen'
import { FLOAT_BYTES, LANES, VECTOR_BYTES, addressOf, advance, createLocals, integer, movedBy, repeat, storeLanes, vector } from './emission'
import type { Address, Emission, Locals, Module, Ref } from './emission'
import type { GemmKernel } from './kernels'
import { multiplyAdd } from './multiply-add'

/** Steps along k written out one after another, to spend less on the loop. */
const UNROLL = 2
const UNROLL_WHOLE = 8
/** Left factors above this stay in the nearest cache only in strips of rows. */
const NEAR_BYTES = 16_384
/**
 * A transposed left factor above the first is cut into panels of the second at most. With both, the weights' gradient of duffing-map's
 * second convolution (270 x 30 x 1936) takes 0.4 of the time.
 */
const FAR_BYTES = 262_144
const PANEL_BYTES = 32_768

/** `count` neighbouring runs of `length` rows or vectors, from `start` on. */
export interface Run {
  readonly start: number
  readonly length: number
  readonly count: number
}

/** A whole cut into as few equal pieces as `most` allows; one unit more in some of them where it does not divide. */
export function evenRuns(total: number, most: number, start = 0): Run[] {
  if (total === 0) return []
  const pieces = Math.ceil(total / most)
  const short = Math.floor(total / pieces)
  const longer = total - short * pieces
  const runs = [
    { start, length: short + 1, count: longer },
    { start: start + longer * (short + 1), length: short, count: pieces - longer }
  ]
  return runs.filter(({ count }) => count > 0)
}

/** As many pieces of the full length as fit, then the rest. */
export function fullRuns(total: number, length: number): Run[] {
  const count = Math.floor(total / length)
  const rest = total - count * length
  return [
    ...(count > 0 ? [{ start: 0, length, count }] : []),
    ...(rest > 0 ? [{ start: count * length, length: rest, count: 1 }] : [])
  ]
}

interface Operands {
  readonly a: Address
  readonly b: Address
  readonly bias: Address | null
  readonly out: Address
  /** Bytes from one row of the left factor to the next, and along k. */
  readonly rowStride: number
  readonly innerStride: number
}

export function emitGemm(emission: Emission, name: string, kernel: GemmKernel): void {
  const { module, tile } = emission
  const { m, n, k, transA } = kernel
  const locals = createLocals()
  const operands: Operands = {
    a: addressOf(emission, kernel.a),
    b: addressOf(emission, kernel.b),
    bias: kernel.bias ? addressOf(emission, kernel.bias.value) : null,
    out: addressOf(emission, kernel.out),
    rowStride: FLOAT_BYTES * (transA ? 1 : k),
    innerStride: FLOAT_BYTES * (transA ? m : 1)
  }
  const products = (panel: Panel): Ref[] =>
    stripsOf(n, tile.vectors).flatMap((columns) => {
      const registers = Math.ceil(columns.length / tile.joined)
      const runs = evenRuns(m, Math.floor(tile.registers / registers))
      return runs.flatMap((run) => emitTiles({ emission, kernel, operands, locals, panel }, run, columns))
    })
  const most = transA && FLOAT_BYTES * m * k > FAR_BYTES ? Math.max(1, Math.floor(PANEL_BYTES / (FLOAT_BYTES * m))) : k
  const body = k <= most ? products({ name: '', length: k, begins: true, along: null }) : emitPanels(emission, locals, operands, evenRuns(k, most), n, products)
  module.addFunction(name, binaryen.i32, binaryen.none, locals.types, module.block(null, body))
}

/** A piece of k, for the whole product. */
interface Panel {
  /** For labels. */
  readonly name: string
  readonly length: number
  /** Whether sums begin here, or go on from what stands in `out`. */
  readonly begins: boolean
  /** Locals: bytes to it in both factors; null where k is not cut. */
  readonly along: { readonly a: number; readonly b: number } | null
}

function emitPanels(
  { module }: Emission,
  locals: Locals,
  { innerStride }: Operands,
  runs: readonly Run[],
  n: number,
  products: (panel: Panel) => Ref[]
): Ref[] {
  const along = { a: locals.integer(), b: locals.integer() }
  const panel = (name: string, length: number, begins: boolean): Ref[] => [
    ...products({ name, length, begins, along }),
    ...advance(module, along.a, innerStride * length),
    ...advance(module, along.b, FLOAT_BYTES * n * length)
  ]
  return runs.flatMap(({ length, count }, index) => {
    const first = index === 0 ? panel('first', length, true) : []
    const more = index === 0 ? count - 1 : count
    return [...first, ...(more > 0 ? repeat({ module, locals, label: `panels ${index}` }, more, panel(`panel ${index}`, length, false)) : [])]
  })
}

/**
 * Columns by vectors. The last strip, where the columns do not fill it, reaches back into the one before, so that all vectors are
 * whole: what both make is the same. Where there is none before, the last vector is stored in part.
 */
function stripsOf(n: number, most: number): Strip[] {
  const whole = Math.floor(n / LANES)
  const vectors = Math.ceil(n / LANES)
  const strips = (count: number, run: number): Strip[] => fullRuns(count, run).map((one) => ({ ...one, lanes: LANES, overlap: 0 }))
  if (vectors === whole) return strips(whole, most)
  if (vectors <= most) return [...strips(whole, most), { start: whole, length: 1, count: 1, lanes: n % LANES, overlap: 0 }]
  const last = vectors % most || most
  return [...strips(vectors - last, most), { start: n / LANES - last, length: last, count: 1, lanes: LANES, overlap: LANES * vectors - n }]
}

/** A run of vectors; it may start between two of them. */
interface Strip extends Run {
  /** Of the last vector. */
  readonly lanes: number
  /** Columns of its first vector that belong to the strip before. */
  readonly overlap: number
}

interface Emitting {
  readonly emission: Emission
  readonly kernel: GemmKernel
  readonly operands: Operands
  readonly locals: Locals
  readonly panel: Panel
}

/** Pointers to the tile at work. */
interface Pointers {
  readonly a: number
  readonly b: number
  readonly bias: number
  readonly out: number
}

/** All tiles of one size. Rows run inside columns, unless the left factor is too large to be gone through again. */
function emitTiles(emitting: Emitting, rows: Run, columns: Strip): Ref[] {
  const { emission, kernel, operands, locals, panel } = emitting
  const { module } = emission
  const { m, n } = kernel
  const pointers = { a: locals.integer(), b: locals.integer(), bias: locals.integer(), out: locals.integer() }
  const [biasRow, biasColumn] = kernel.bias?.strides ?? [0, 0]
  const across = { a: 0, b: VECTOR_BYTES, bias: VECTOR_BYTES * biasColumn, out: VECTOR_BYTES }
  const down = { a: operands.rowStride, b: 0, bias: FLOAT_BYTES * biasRow, out: FLOAT_BYTES * n }
  const move = (by: typeof down, length: number): Ref[] =>
    (Object.keys(pointers) as (keyof Pointers)[]).flatMap((key) => advance(module, pointers[key], by[key] * length))
  const start = (['a', 'b', 'bias', 'out'] as const).flatMap((key) => {
    const address = operands[key]
    if (!address) return []
    const along = panel.along && (key === 'a' || key === 'b') ? integer(module, panel.along[key]) : null
    const begin = movedBy(module, address.each)
    return [
      module.local.set(pointers[key], along ? module.i32.add(begin, along) : begin),
      ...advance(module, pointers[key], down[key] * rows.start + across[key] * columns.start)
    ]
  })
  const tile = emitTile(emitting, pointers, rows.length, columns)
  const label = `${panel.name} ${rows.length}x${columns.length}x${columns.lanes} from ${columns.start}`
  const isLarge = FLOAT_BYTES * m * panel.length > NEAR_BYTES && m > n
  const [inner, outer] = isLarge
    ? [{ by: across, run: columns }, { by: down, run: rows }]
    : [{ by: down, run: rows }, { by: across, run: columns }]
  const once = repeat({ module, locals, label: `inner ${label}` }, inner.run.count, [...tile, ...move(inner.by, inner.run.length)])
  const back = move(inner.by, -inner.run.length * inner.run.count)
  return [
    ...start,
    ...repeat({ module, locals, label: `outer ${label}` }, outer.run.count, [...once, ...back, ...move(outer.by, outer.run.length)])
  ]
}

/** Bias, products, store. The pointers of the factors run along k and come back. */
function emitTile({ emission, kernel, operands, locals, panel }: Emitting, pointers: Pointers, rows: number, columns: Strip): Ref[] {
  const { module } = emission
  const { n } = kernel
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
  const label = `k ${panel.name} ${rows}x${vectors}x${lanes} from ${columns.start}`
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
