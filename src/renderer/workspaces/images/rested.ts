/** The network of a run that has come to rest, from its last checkpoint. */
import { isUnderWay, type RunSummary } from '../../../core/contract/run'
import { ask } from '../../bridge/ask'
import { showError } from '../../state/notices.svelte'
import { takeNetwork } from '../../state/runs.svelte'

/** By run, what was asked for last. */
const asked: Record<string, number> = {}

/** @param step of the network that the window has; null for none */
export function askForRested(summary: RunSummary | null, step: number | null): void {
  if (!summary || isUnderWay(summary.state)) return
  const { run, checkpointBatch } = summary
  if (checkpointBatch === 0 || step === checkpointBatch || asked[run] === checkpointBatch) return
  asked[run] = checkpointBatch
  ask<'network'>({ kind: 'network', run }).then((network) => takeNetwork(run, network), showError)
}
