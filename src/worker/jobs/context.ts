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
  /** The control of a run while it trains, so that orders reach it; null when it has come to rest. */
  readonly setControl: (control: RunControl | null) => void
  /** The heartbeat reports this step counter, which the engine's thread moves in shared memory. */
  readonly setStepCounter: (counter: Int32Array | null) => void
}
