/** The network of a run that rests, as its last checkpoint has it. */
import { errorData } from '../../core/contract/errors'
import type { NetworkResult } from '../../core/contract/answers'
import { ask } from '../bridge/ask'
import { showError } from './notices.svelte'
import { takeNetwork } from './runs.svelte'

/** By run, the moment for which it was asked for last. */
const asked = new Map<string, string | number>()

/** @param moment asked for once: the batch of the checkpoint, or whatever changes with it. A question that failed was not asked. */
export function askForNetwork(run: string, moment: string | number): void {
  if (asked.get(run) === moment) return
  asked.set(run, moment)
  look(run).then(
    (network) => takeNetwork(run, network),
    (thrown: unknown) => {
      if (asked.get(run) === moment) asked.delete(run)
      showError(thrown)
    }
  )
}

/** A worker that goes down takes with it what it was asked; the next one starts by itself and is asked once more, lest the question is what kills it. */
async function look(run: string): Promise<NetworkResult> {
  const read = (): Promise<NetworkResult> => ask<'network'>({ kind: 'network', run })
  return read().catch((thrown: unknown) => {
    if (errorData(thrown).code === 'worker-ended') return read()
    throw thrown
  })
}
