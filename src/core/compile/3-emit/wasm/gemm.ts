/**
 * out = a b + bias in tiles: some rows by some vectors of four columns stay in registers while the loop runs over k, so
 * that each loaded number serves a whole tile. Around them loops over the tiles of a block of rows that stays in the nearest cache,
 * over strips of columns, over blocks, and over panels of k (Goto and van de Geijn, "Anatomy of high-performance matrix
 * multiplication", ACM TOMS 34, 2008). Every number of the product is the bias, then its products in the order of k, whatever
 * tile, block and panel.
 */
import { FLOAT_BYTES, VECTOR_BYTES, addKernelFunction, addressOf, advance, createLocals, integer, movedBy, repeat } from './emission'
import type { Emission, Locals, Ref } from './emission'
import { evenRuns, fullRuns, stripsOf } from './gemm-runs'
import type { Run, Strip } from './gemm-runs'
import { emitTile, tileLabel } from './gemm-tile'
import type { Emitting, Operands, Panel, Pointers } from './gemm-tile'
import type { GemmKernel } from './kernels'

/** A block of rows of the left factor takes so much of the nearest cache at most; a strip of the right one needs the rest. */
const BLOCK_BYTES = 8_192
/**
 * A left factor that lies transposed is gone through in strides, a line of the cache for a few numbers: above the first size it is
 * cut into panels of the second at most.
 */
const FAR_BYTES = 32_768
const PANEL_BYTES = 12_288

/** Of the axes that a product may be cut along, rows or columns. */
export const ROWS = 0

/** All of a product, or a part of its rows or columns. */
export function emitGemm(emission: Emission, name: string, whole: GemmKernel): void {
  const { module, cut } = emission
  const { m, n, k, transA } = whole
  const kernel = cut ? { ...whole, ...(cut.axis === ROWS ? { m: cut.length } : { n: cut.length }) } : whole
  const locals = createLocals(emission)
  const operands: Operands = {
    a: addressOf(emission, kernel.a),
    b: addressOf(emission, kernel.b),
    bias: kernel.bias ? addressOf(emission, kernel.bias.value) : null,
    out: addressOf(emission, kernel.out),
    rowStride: FLOAT_BYTES * (transA ? 1 : k),
    innerStride: FLOAT_BYTES * (transA ? m : 1),
    rowLength: n
  }
  const products = (panel: Panel): Ref[] => emitPanel({ emission, kernel, operands, locals, panel })
  const most = transA && FLOAT_BYTES * m * k > FAR_BYTES ? Math.max(1, Math.floor(PANEL_BYTES / (FLOAT_BYTES * m))) : k
  const only: Panel = { name: '', length: k, begins: true, along: null }
  const body = k <= most ? products(only) : emitPanels(emission, locals, operands, evenRuns(k, most), products)
  addKernelFunction(emission, name, locals, module.block(null, body))
}

function emitPanels(
  { module }: Emission,
  locals: Locals,
  { innerStride, rowLength }: Operands,
  runs: readonly Run[],
  products: (panel: Panel) => Ref[]
): Ref[] {
  const along = { a: locals.integer(), b: locals.integer() }
  const panel = (name: string, length: number, begins: boolean): Ref[] => [
    ...products({ name, length, begins, along }),
    ...advance(module, along.a, innerStride * length),
    ...advance(module, along.b, FLOAT_BYTES * rowLength * length)
  ]
  return runs.flatMap(({ length, count }, index) => {
    const first = index === 0 ? panel('first', length, true) : []
    const more = index === 0 ? count - 1 : count
    return [...first, ...(more > 0 ? repeat({ module, locals, label: `panels ${index}` }, more, panel(`panel ${index}`, length, false)) : [])]
  })
}

/** Blocks of rows, cut alike for every strip of columns. */
function emitPanel(emitting: Emitting): Ref[] {
  const { emission, kernel, operands, panel } = emitting
  const { tile } = emission
  const strips = stripsOf(kernel.n, tile.vectors)
  const widest = Math.max(...strips.map(({ length }) => length))
  const rowsOfTile = Math.floor(tile.registers / Math.ceil(widest / tile.joined))
  return evenRuns(kernel.m, rowsOfTile).flatMap((rows) => {
    const bytes = operands.rowStride * rows.length * (kernel.transA ? panel.length : 1)
    const tiles = Math.max(1, Math.floor(BLOCK_BYTES / bytes))
    return fullRuns(rows.count, tiles).flatMap((block) => emitBlocks(emitting, rows, block, strips))
  })
}

/** @param block `count` times `length` tiles of `rows.length` rows */
function emitBlocks(emitting: Emitting, rows: Run, block: Run, strips: readonly Strip[]): Ref[] {
  const { emission, kernel, operands, locals, panel } = emitting
  const { module, cut } = emission
  const [biasRow, biasColumn] = kernel.bias?.strides ?? [0, 0]
  const down = { a: operands.rowStride, b: 0, bias: FLOAT_BYTES * biasRow, out: FLOAT_BYTES * operands.rowLength }
  const across = { a: 0, b: VECTOR_BYTES, bias: VECTOR_BYTES * biasColumn, out: VECTOR_BYTES }
  const beyond = cut?.axis === ROWS ? down : { a: 0, b: FLOAT_BYTES, bias: FLOAT_BYTES * biasColumn, out: FLOAT_BYTES }
  const corner = createPointers(locals)
  const pointers = createPointers(locals)
  const move = (which: Pointers, by: typeof down, length: number): Ref[] =>
    POINTERS.flatMap((key) => advance(module, which[key], by[key] * length))
  const start = POINTERS.flatMap((key) => {
    const address = operands[key]
    if (!address) return []
    const along = panel.along && (key === 'a' || key === 'b') ? integer(module, panel.along[key]) : null
    const begin = movedBy(emission, address.each, beyond[key])
    return [module.local.set(corner[key], along ? module.i32.add(begin, along) : begin)]
  })
  const before = rows.start + rows.length * block.start
  const each = strips.flatMap((strip) => {
    const label = `${tileLabel(panel, rows.length, strip)} block ${before}`
    const tiles = [...emitTile(emitting, pointers, rows.length, strip, label), ...move(pointers, down, rows.length)]
    const column = [
      ...repeat({ module, locals, label: `rows ${label}` }, block.length, tiles),
      ...move(pointers, down, -rows.length * block.length),
      ...move(pointers, across, strip.length)
    ]
    return [
      ...POINTERS.map((key) => module.local.set(pointers[key], integer(module, corner[key]))),
      ...move(pointers, across, strip.start),
      ...repeat({ module, locals, label: `columns ${label}` }, strip.count, column)
    ]
  })
  return [
    ...start,
    ...move(corner, down, before),
    ...repeat({ module, locals, label: `blocks ${panel.name} ${before}` }, block.count, [...each, ...move(corner, down, rows.length * block.length)])
  ]
}

const POINTERS = ['a', 'b', 'bias', 'out'] as const

function createPointers(locals: Locals): Pointers {
  return { a: locals.integer(), b: locals.integer(), bias: locals.integer(), out: locals.integer() }
}
