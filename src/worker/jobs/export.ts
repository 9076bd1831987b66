/** The network of a run's last checkpoint as an ONNX file, reopened and compared. */
import type { ExportResult } from '../../core/contract/answers'
import type { WorkerRequest } from '../../core/contract/worker'
import { exportModel } from '../export/export-model'
import { readCheckpoint } from '../runs/checkpoint'

/** @throws SharkfinError `checkpoint-...`, `export-...` */
export async function exportRun({ folder, out, version }: Extract<WorkerRequest, { kind: 'export' }>): Promise<ExportResult> {
  const { recipe, state, story } = await readCheckpoint(folder)
  const { seconds, firstLoss, lastLoss, validationLoss, metrics } = story
  const loss = { first: firstLoss, last: lastLoss, validation: validationLoss }
  const summary = { batches: state.step, seconds, loss, metrics, engine: null }
  return exportModel({ recipe, state, summary, out, version })
}
