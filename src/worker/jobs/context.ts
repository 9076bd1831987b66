/** What a job may use of the process it runs in. */
import type { RunSummary } from '../../core/contract/run'
import type { WorkerMessage } from '../../core/contract/worker'
import type { Progress } from '../progress'
import type { RunControl } from '../runs/control'

export interface JobContext {
  readonly send: (message: WorkerMessage) => void
  readonly reportRun: (summary: RunSummary) => void
  readonly progress: Progress
  /** The control of a run while it trains, so that orders reach it; null when it has come to rest. */
  readonly setControl: (control: RunControl | null) => void
  /** The heartbeat reports this step counter, which the engine's thread moves in shared memory. */
  readonly setStepCounter: (counter: Int32Array | null) => void
}

/** Threads are separate entries that the bundler lays beside this one, in out/main/. */
export const ENGINE_THREAD = new URL('./engine-thread.js', import.meta.url)
export const SIMULATION_THREAD = new URL('./simulation-thread.js', import.meta.url)
