/** How a measured file is understood. */
import type { ReadResult } from '../../core/contract/characterization'
import type { WorkerRequest } from '../../core/contract/worker'
import { loadMeasurement } from '../measurement/load-measurement'

/** @throws SharkfinError `file-...` */
export async function read({ source, options }: Extract<WorkerRequest, { kind: 'read' }>): Promise<ReadResult> {
  return (await loadMeasurement(source, options)).result
}
