/** Where the compute workers stand, for the status line. */
import type { WorkerStatus } from '../../core/contract/window'

export const workers: { statuses: WorkerStatus[] } = $state({ statuses: [] })

export function takeWorker(status: WorkerStatus): void {
  const others = workers.statuses.filter(({ worker }) => worker !== status.worker)
  // The training worker first, whatever came first.
  workers.statuses = [...others, status].sort((a, b) => b.worker.localeCompare(a.worker))
}
