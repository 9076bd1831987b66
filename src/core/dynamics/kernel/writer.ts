/** A function of vectors while it is written: its statements so far, and the locals that its values are kept in. */
import binaryen from 'binaryen'
import type { Kept, Ref } from '../functions/body'

export interface Writer {
  readonly module: binaryen.Module
  readonly statements: Ref[]
  /** Computes a value here and now, in a local of its own. */
  readonly keep: (value: Ref) => Kept
  /** How many locals of type v128 the function needs from `firstVector` on. */
  readonly vectors: () => number
}

/** @param firstVector index of the first local that no one else uses */
export function createWriter(module: binaryen.Module, firstVector: number): Writer {
  const statements: Ref[] = []
  let vectors = 0
  const keep = (value: Ref): Kept => {
    const index = firstVector + vectors++
    statements.push(module.local.set(index, value))
    return () => module.local.get(index, binaryen.v128)
  }
  return { module, statements, keep, vectors: () => vectors }
}
