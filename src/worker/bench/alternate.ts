/** Two ways to do the same work, timed in alternation, so that a busy machine slows both alike. */
import type { BenchRow } from '../../core/contract/answers'

/** Does the work once; returns milliseconds for one unit of it. */
export type Timed = () => Promise<number> | number

export interface Contest {
  readonly ours: Timed
  readonly peer: Timed
  /** The peer's name. */
  readonly against: string
  readonly unit: string
  /** From milliseconds a unit of work to the number shown; ratios are of times. */
  readonly show?: (milliseconds: number) => number
  readonly rounds?: number
}

/** Rounds not counted: until then both engines' compilers have seen what is hot. */
const WARM_UP = 3

/** A B A B ...: medians of both, and how many times the peer's time ours is. */
export async function alternate({ ours, peer, against, unit, show = (time) => time, rounds = 9 }: Contest): Promise<BenchRow> {
  const mine: number[] = []
  const theirs: number[] = []
  for (let warmUp = 0; warmUp < WARM_UP; warmUp++) {
    await ours()
    await peer()
  }
  for (let round = 0; round < rounds; round++) {
    mine.push(await ours())
    theirs.push(await peer())
  }
  const [fast, slow] = [median(mine), median(theirs)]
  return { median: show(fast), unit, peerMedian: show(slow), ratio: slow / fast, against }
}

/** A row without its peer, which is a Python that was not given. */
export function alone(median: number, unit: string): BenchRow {
  return { median, unit, peerMedian: null, ratio: null, against: null, note: 'no peer: give --python PATH with JAX, optax and SciPy' }
}

/** Milliseconds for one of `count` units that `work` does. */
export async function timed(count: number, work: () => Promise<unknown> | unknown): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / count
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? NaN
}
