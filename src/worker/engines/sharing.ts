/**
 * Whether the next call of a kernel runs on one thread or on several, where both give the same bits. Threads wait for the last of them at
 * every meeting, so that a core that another program takes makes sharing slower than doing without; and programs come and
 * go. The way that was faster last goes on, and now and then the other is looked at.
 */

export type Way = 'alone' | 'shared'

export interface Sharing {
  way: Way
  /** Milliseconds of a step in the last calls of this way, the oldest first. */
  recent: number[]
  /** Calls since the last look at the other way, and how many are made before the next. */
  calls: number
  wait: number
  /** Calls that a look under way still has. */
  looking: number
}

/** Calls of which the middle one speaks for a way. */
const RECENT = 7
/** The first call of a look finds nothing in the caches, and threads asleep; the second one counts. */
const LOOK = 2
/** Calls before the first look, and at most: each look that changes nothing doubles them, which leaves looks 1.5 % of the calls. */
const SOON = 8
const LATE = 128
/** The other way must be so much faster: a change has to be worth its copies. */
const FASTER = 0.9

/** @param way that was faster in a trial */
export function beginSharing(way: Way): Sharing {
  return { way, recent: [], calls: 0, wait: SOON, looking: 0 }
}

export function nextWay({ way, looking }: Sharing): Way {
  return looking > 0 ? other(way) : way
}

/** To be told after every call. @param milliseconds of a step in it */
export function tookTime(sharing: Sharing, milliseconds: number): void {
  if (sharing.looking > 0) {
    sharing.looking--
    if (sharing.looking === 0) decide(sharing, milliseconds)
    return
  }
  sharing.recent.push(milliseconds)
  if (sharing.recent.length > RECENT) sharing.recent.shift()
  sharing.calls++
  if (sharing.calls >= sharing.wait) sharing.looking = LOOK
}

function decide(sharing: Sharing, milliseconds: number): void {
  const isFaster = milliseconds < FASTER * median(sharing.recent)
  sharing.wait = isFaster ? SOON : Math.min(LATE, 2 * sharing.wait)
  sharing.calls = 0
  if (!isFaster) return
  sharing.way = other(sharing.way)
  sharing.recent = []
}

function other(way: Way): Way {
  return way === 'alone' ? 'shared' : 'alone'
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1]
}
