/** Why an engine is not there, and what to do about it. */
import { SharkfinError } from '../../core/contract/errors'
import type { EngineKind } from '../../core/contract/engine'

export interface Absence {
  /** One sentence each. */
  readonly why: string
  readonly remedy: string
}

export function engineAbsent(kind: EngineKind, { why, remedy }: Absence): SharkfinError {
  return new SharkfinError({ code: 'engine-absent', message: `The engine ${kind} is not available: ${why}`, remedy })
}

/** The first line of what a library said, without the paths of the machine it was built on. */
export function libraryWords(thrown: unknown): string {
  const words = (thrown instanceof Error ? thrown.message : String(thrown)).split('\n')[0] ?? ''
  return words.replace(/^\/\S+\s.*was false\.\s*/, '').replace(/[.\s]+$/, '')
}
