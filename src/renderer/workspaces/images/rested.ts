/** When the network of a run that has come to rest is to be asked for. */
import { isUnderWay, type RunSummary } from '../../../core/contract/run'
import { askForNetwork } from '../../state/rested-network'

/** @param step of the network that the window has; null for none */
export function askForRested(summary: RunSummary | null, step: number | null): void {
  if (!summary || isUnderWay(summary.state)) return
  const { run, checkpointBatch } = summary
  if (checkpointBatch > 0 && step !== checkpointBatch) askForNetwork(run, checkpointBatch)
}
