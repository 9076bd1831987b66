/** The compute workers by name: one trains, one reads measurements, so that a file that kills one spares the other. */
import { join } from 'node:path'
import type { WorkerStatus } from '../../core/contract/window'
import type { WorkerMessage } from '../../core/contract/worker'
import { startComputeWorker, type ComputeWorker, type WorkerName } from './compute-worker'

export interface Supervisor {
  /** The worker of this name, started where there is none or the last one is gone. */
  readonly worker: (name: WorkerName) => ComputeWorker
  /** The worker as it is, or null where none was started or it is gone. */
  readonly running: (name: WorkerName) => ComputeWorker | null
  readonly statuses: () => WorkerStatus[]
  readonly endAll: () => Promise<void>
}

export interface SupervisorEvents {
  readonly onMessage: (message: WorkerMessage) => void
  readonly onStatus: (status: WorkerStatus) => void
  /** A worker was started: whoever holds the window may hand it a progress port. */
  readonly onStart: (name: WorkerName, worker: ComputeWorker) => void
}

/** The bundler lays the worker's entry beside main's. */
const ENTRY = join(import.meta.dirname, 'compute.js')

export function createSupervisor(events: SupervisorEvents): Supervisor {
  const workers = new Map<WorkerName, ComputeWorker>()
  const running = (name: WorkerName): ComputeWorker | null => {
    const worker = workers.get(name)
    return worker && worker.status().state !== 'gone' && worker.status().state !== 'ending' ? worker : null
  }
  const start = (name: WorkerName): ComputeWorker => {
    const worker = startComputeWorker({ name, entry: ENTRY, onMessage: events.onMessage, onStatus: events.onStatus })
    workers.set(name, worker)
    events.onStart(name, worker)
    return worker
  }
  return {
    worker: (name) => running(name) ?? start(name),
    running,
    statuses: () => [...workers.values()].map((worker) => worker.status()),
    endAll: async () => {
      await Promise.all([...workers.values()].map((worker) => worker.end()))
    }
  }
}
