/** What a verb of the command line is. */
import type { RunSummary } from '../../core/contract/run'
import type { Runs } from '../runs/runs'
import type { Store } from '../store/store'
import type { Supervisor } from '../supervisor/supervisor'

export interface CommandServices {
  readonly home: string
  readonly store: Store
  readonly supervisor: Supervisor
  readonly runs: Runs
  readonly onRun: (listener: (summary: RunSummary) => void) => void
}

export interface Command {
  /** One line each for `help`: how it is called, what it does. */
  readonly usage: string
  readonly summary: string
  /** @throws SharkfinError `usage` where the words are wrong */
  readonly run: (words: readonly string[], services: CommandServices) => Promise<void>
}
