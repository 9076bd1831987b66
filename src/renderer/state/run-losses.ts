/** The losses of every run in this window; what has come since the last frame waits here until it is drawn. */
import type { LossChunk } from '../../core/contract/progress'
import { createLosses, type Losses } from './losses'

const losses = new Map<string, Losses>()
const fresh = new Map<string, LossChunk>()

/** Raw and smoothed losses, batch 1 first; empty of a run that is not known. */
export function lossesOf(run: string | null): Losses {
  return losses.get(run ?? '') ?? createLosses()
}

export function beginLosses(run: string): void {
  losses.set(run, createLosses())
}

export function forgetLosses(run: string): void {
  losses.delete(run)
}

export function addLosses(chunk: LossChunk): void {
  losses.get(chunk.run)?.add(chunk.firstStep, chunk.losses)
  fresh.set(chunk.run, chunk)
}

/** The last chunk of each run that has grown since this was asked for. */
export function takeFresh(): LossChunk[] {
  const chunks = [...fresh.values()]
  fresh.clear()
  return chunks
}
