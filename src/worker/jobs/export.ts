/** The network of a run's last checkpoint as an ONNX file, reopened and compared. */
import type { ExportResult } from '../../core/contract/answers'
import type { WorkerRequest } from '../../core/contract/worker'
import { exportModel } from '../export/export-model'
import { readCheckpoint, readingMetrics, readingOf } from '../runs/checkpoint'

/** @throws SharkfinError `checkpoint-...`, `export-...` */
export async function exportRun({ folder, out, version }: Extract<WorkerRequest, { kind: 'export' }>): Promise<ExportResult> {
  const checkpoint = await readCheckpoint(folder)
  const { recipe, story } = checkpoint
  const state = readingOf(checkpoint)
  const { seconds, firstLoss, lastLoss, validationLoss } = story
  const loss = { first: firstLoss, last: lastLoss, validation: checkpoint.best?.loss ?? validationLoss }
  const summary = { batches: state.step, seconds, loss, metrics: readingMetrics(checkpoint), engine: null }
  return exportModel({ recipe, state, summary, out, version })
}
