/**
 * The kernel's memory, single precision, every region on a boundary of 64 bytes, in this order:
 *
 *   constants     numbers of the graph, a data segment
 *   states        carried from step to step
 *   shared        the same in every step, only read
 *   temporaries   live for some kernels of a step; what is never needed at the same time may lie at the same address
 *   outputs       [capacity] slices, one a step
 *   inputs        [capacity] slices, one a step
 *
 * Nothing is padded: a vector that is read past the end of a row or a region brings numbers along that are never kept,
 * and stores write no more than is theirs.
 */
import type { Constant } from '../../graph'
import { reads, writes } from './kernels'
import { placeOf, sizeOf } from './places'
import type { Program } from './settle'

const FLOAT_BYTES = 4
const ALIGNMENT = 64

/** A region of memory: byte address in the first step, and how far it moves each step. */
export interface Region {
  readonly at: number
  readonly each: number
  /** Numbers, of one step. */
  readonly size: number
}

export interface MemoryPlan {
  /** Of every root: constants, states, shared, temporaries, outputs, inputs. */
  readonly regions: ReadonlyMap<string, Region>
  /** Steps of one call at most. */
  readonly capacity: number
  readonly bytes: number
}

/** From kernel `first`, which writes it, to kernel `last`, which reads it last. */
interface Life {
  readonly root: string
  readonly size: number
  readonly first: number
  readonly last: number
}

export function planMemory(program: Program, capacity: number): MemoryPlan {
  const { graph, states, shared, inputs, outputs } = program
  const regions = new Map<string, Region>()
  let next = 0
  const take = (root: string, steps = 1): void => {
    const size = sizeOf(graph, root)
    const each = steps === 1 ? 0 : size * FLOAT_BYTES
    regions.set(root, { at: next, each, size })
    next = aligned(next + steps * size * FLOAT_BYTES)
  }
  constantsOf(program).forEach(([name]) => take(name))
  states.forEach((state) => take(state))
  shared.forEach((value) => take(value))
  next = placeTemporaries(temporaries(program, regions), regions, next)
  outputs.forEach(({ value }) => take(value, capacity))
  inputs.forEach((input) => take(input, capacity))
  return { regions, capacity, bytes: next + ALIGNMENT }
}

function aligned(address: number): number {
  return Math.ceil(address / ALIGNMENT) * ALIGNMENT
}

/** The constants that a kernel reads; shapes and axes are not among them. */
export function constantsOf({ graph, kernels, nesting }: Program): [string, Constant][] {
  const read = new Set(kernels.flatMap(reads).map((value) => placeOf(nesting, value).root))
  return [...graph.constants].filter(([name, { element }]) => element === 'float32' && read.has(name))
}

function temporaries({ graph, kernels, nesting, inputs, outputs }: Program, taken: ReadonlyMap<string, Region>): Life[] {
  const elsewhere = new Set([...taken.keys(), ...inputs, ...outputs.map(({ value }) => value)])
  const lives = new Map<string, Life>()
  kernels.forEach((kernel, index) => {
    for (const value of [...reads(kernel), ...writes(kernel)]) {
      const { root } = placeOf(nesting, value)
      if (elsewhere.has(root)) continue
      const first = lives.get(root)?.first ?? index
      lives.set(root, { root, size: sizeOf(graph, root), first, last: index })
    }
  })
  return [...lives.values()]
}

/** Each at the lowest address that is free for its whole life; the first to live, first. */
function placeTemporaries(lives: readonly Life[], regions: Map<string, Region>, start: number): number {
  const placed: { life: Life; from: number; to: number }[] = []
  for (const life of lives) {
    const bytes = aligned(life.size * FLOAT_BYTES)
    const busy = placed.filter((other) => other.life.first <= life.last && life.first <= other.life.last)
    const from = busy
      .toSorted((a, b) => a.from - b.from)
      .reduce((lowest, other) => (other.from < lowest + bytes && lowest < other.to ? other.to : lowest), start)
    placed.push({ life, from, to: from + bytes })
    regions.set(life.root, { at: from, each: 0, size: life.size })
  }
  return placed.reduce((end, { to }) => Math.max(end, to), start)
}
