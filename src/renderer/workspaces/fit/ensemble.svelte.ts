/** An ensemble: the same recipe trained from several seeds, one run after the other; where its members part, nobody knows. */
import { isUnderWay } from '../../../core/contract/run'
import type { PlainNetwork } from '../../../core/network/plain/operations'
import { ask } from '../../bridge/ask'
import { bench } from '../../state/bench.svelte'
import { engines } from '../../state/engines.svelte'
import { showError } from '../../state/notices.svelte'
import { validRecipe } from '../../state/recipe.svelte'
import { runView, takeSummary } from '../../state/runs.svelte'
import { networkOf } from './fit.svelte'
import { isSameTask, taskOf, type Task } from './task'

interface Ensemble {
  size: number
  members: string[]
  asking: boolean
}

export const ensemble: Ensemble = $state({ size: 5, members: [], asking: false })

export const LARGEST = 16

/** Seeds follow the recipe's own: another seed draws other first weights and other samples, and splits a table otherwise. */
export async function trainEnsemble(): Promise<void> {
  const recipe = validRecipe()
  if (!recipe || ensemble.asking) return
  ensemble.asking = true
  ensemble.members = []
  try {
    for (let member = 0; member < ensemble.size; member++) {
      const seed = (recipe.training.seed + member) % 2 ** 32
      const summary = await ask<'train'>({ kind: 'train', recipe: { ...recipe, training: { ...recipe.training, seed } }, engine: engines.choice })
      takeSummary(summary)
      ensemble.members = [...ensemble.members, summary.run]
      if (member === 0) bench.runs.fit = summary.run
    }
  } catch (thrown) {
    showError(thrown)
  } finally {
    ensemble.asking = false
  }
}

/** What waits is not begun, what trains stops; members that are done stay. */
export async function stopEnsemble(): Promise<void> {
  try {
    // The last first, so that no other begins when one stops.
    for (const run of ensemble.members.toReversed()) {
      if (isUnderWay(runView(run)?.summary.state ?? 'finished')) await ask<'stop'>({ kind: 'stop', run })
    }
  } catch (thrown) {
    showError(thrown)
  }
}

export function membersUnderWay(): number {
  return ensemble.members.filter((run) => isUnderWay(runView(run)?.summary.state ?? 'finished')).length
}

/** Networks of the members that have finished and fit the same thing. */
export function memberNetworks(task: Task): readonly PlainNetwork[] {
  return ensemble.members.flatMap((run) => {
    const view = runView(run)
    if (view?.summary.state !== 'finished' || !isSameTask(taskOf(view.summary.recipe), task)) return []
    const network = networkOf(view)
    return network ? [network] : []
  })
}
