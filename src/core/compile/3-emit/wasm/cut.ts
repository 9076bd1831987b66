/**
 * Which kernels several threads share, and how: each does one of as many parts, cut along one axis. Every number is made by one part as
 * the whole makes it, in the same order, so that bits do not depend on the number of threads.
 */
import { LANES } from './emission'
import { ROWS } from './gemm'
import type { GemmKernel, Kernel, LoopKernel } from './kernels'
import { TOGETHER } from './loop-body'
import { mayCut } from './reduce'
import type { Program } from './settle'

/** Neighbouring parts of one length: part p, from `first` on, goes from `before + p length` on. */
export interface Cut {
  /** Of a product its rows or columns, of a loop an axis of its space, of a transposition its rows. */
  readonly axis: number
  readonly first: number
  readonly parts: number
  readonly length: number
  readonly before: number
}

/** Nanoseconds that a kernel takes at least for threads to share it: to meet after it takes them some hundred. */
export const WORTH = 4_000
/** Nanoseconds that an operation takes, and a function such as tanh, by `profile` on an AMD EPYC. */
const OPERATION = 0.05
const FUNCTION = 0.6
const FUNCTIONS: readonly string[] = ['Exp', 'Log', 'Tanh', 'Sin', 'Cos', 'Sigmoid', 'Softplus', 'Erf']
const MULTIPLICATION = 1 / 35
/**
 * Numbers of a row in a part at least, where every row is cut: cores would take lines of the cache from one another. The two sides of a row of 30 take 27
 * us together, one core alone 16.
 */
const ROW = 256
/** The longest part of a cut may be longer than the best cut's by so much for the sake of memory: neighbours in rows. */
const TOLERANCE = 1.1

/**
 * The parts of a kernel, for `threads` of them at most; null where one thread does it alone.
 * @param worth nanoseconds that it takes at least to be shared
 */
export function cutsOf(program: Program, kernel: Kernel, threads: number, worth: number): readonly Cut[] | null {
  if (threads < 2 || duration(kernel) < worth) return null
  const ways = waysOf(program, kernel, threads, worth).map(({ axis, length, unit }) => evenCuts(axis, length, unit, threads))
  const shares = ways.map(longestShare)
  const best = Math.min(...shares)
  const chosen = shares.findIndex((share) => share <= TOLERANCE * best)
  return best < 1 ? ways[chosen] : null
}

/** An estimate, in nanoseconds. */
function duration(kernel: Kernel): number {
  switch (kernel.kind) {
    case 'gemm':
      return MULTIPLICATION * kernel.m * kernel.n * kernel.k
    case 'transpose':
      return 4 * OPERATION * kernel.rows * kernel.columns
    case 'loop': {
      const { space, loads, nodes, stores, reductions } = kernel
      const functions = nodes.filter(({ op }) => FUNCTIONS.includes(op)).length
      const operations = loads.length + nodes.length + stores.length + reductions.length
      return space.reduce((product, length) => product * length, OPERATION * operations + FUNCTION * functions)
    }
  }
}

/** An axis that may be cut between any `unit` elements. */
interface Way {
  readonly axis: number
  readonly length: number
  readonly unit: number
}

/** The better one first, where they are as even. */
function waysOf(program: Program, kernel: Kernel, threads: number, worth: number): Way[] {
  switch (kernel.kind) {
    case 'gemm':
      return waysOfProduct(kernel)
    case 'transpose':
      return [{ axis: 0, length: kernel.rows, unit: LANES }]
    case 'loop':
      return waysOfLoop(program, kernel, threads, worth)
  }
}

/** The longer side, so that a part reads less than all of the larger factor. */
function waysOfProduct({ m, n }: GemmKernel): Way[] {
  const rows = { axis: ROWS, length: m, unit: 1 }
  const columns = { axis: ROWS + 1, length: n, unit: LANES }
  return m < n ? [columns, rows] : [rows, columns]
}

/** Outer axes first: their parts lie together. Along the last one, vectors that are under way at once stay together. */
function waysOfLoop(program: Program, kernel: LoopKernel, threads: number, worth: number): Way[] {
  const { space, stores, reductions } = kernel
  const last = space.length - 1
  const isFree = (axis: number): boolean =>
    stores.every(({ strides }) => strides[axis] > 0) && reductions.every((reduction) => mayCut(program, kernel, reduction, axis))
  // Where everything is worth being shared, for a test, so are short rows.
  const isShort = (axis: number): boolean => axis === last && axis > 0 && worth > 0 && space[axis] < ROW * threads
  return space.flatMap((length, axis) =>
    isFree(axis) && !isShort(axis) ? [{ axis, length, unit: axis === last ? LANES * TOGETHER : 1 }] : []
  )
}

/** As even as whole units allow, the longer parts first, where there are units enough: some threads may get none. */
export function evenCuts(axis: number, total: number, unit: number, threads: number): Cut[] {
  const units = Math.ceil(total / unit)
  const short = Math.floor(units / threads)
  const cuts: Cut[] = []
  let start = 0
  for (let part = 0; part < threads && start < total; part++) {
    const length = Math.min(total - start, unit * (part < units % threads ? short + 1 : short))
    const last = cuts.at(-1)
    if (last?.length === length) cuts[cuts.length - 1] = { ...last, parts: last.parts + 1 }
    else cuts.push({ axis, first: part, parts: 1, length, before: start - part * length })
    start += length
  }
  return cuts
}

function longestShare(cuts: readonly Cut[]): number {
  return Math.max(...cuts.map(({ length }) => length)) / cuts.reduce((sum, { parts, length }) => sum + parts * length, 0)
}
