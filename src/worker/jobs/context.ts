/** What a job may use of the process it runs in. */
import type { RunSummary } from '../../core/contract/run'
import type { WorkerMessage } from '../../core/contract/worker'
import type { Progress } from '../progress'
import type { RunControl } from '../runs/control'

/** Where the entries of threads lie; only compute.ts, an entry itself, knows. */
export interface ThreadEntries {
  readonly engine: URL
  readonly kernel: URL
  readonly simulation: URL
}

export interface JobContext {
  readonly threads: ThreadEntries
  readonly send: (message: WorkerMessage) => void
  readonly reportRun: (summary: RunSummary) => void
  readonly progress: Progress
  /** Of the run that was asked for: there before its job begins, so that no order is lost. */
  readonly control: (run: string) => RunControl
  /** The heartbeat reports this step counter, which the engine's thread moves in shared memory. */
  readonly setStepCounter: (counter: Int32Array | null) => void
}
