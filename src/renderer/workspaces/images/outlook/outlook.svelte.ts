/** Networks that say a response: the one of the run on the bench, to be asked in the window itself, and how well it does. */
import { isUnderWay, type RunSummary } from '../../../../core/contract/run'
import type { Assessment } from '../../../../core/contract/outlook'
import type { NetworkModel } from '../../../../core/network/model'
import type { LearnRecipe } from '../../../../core/recipe/learn'
import type { SimulationRecipe } from '../../../../core/recipe/schema'
import { ask } from '../../../bridge/ask'
import { showError } from '../../../state/notices.svelte'
import { editing } from '../../../state/recipe.svelte'
import { training } from '../../../state/training.svelte'

export type Science = typeof import('./science')

interface Outlook {
  science: Science | null
  /** By run. */
  assessments: Record<string, Assessment>
  /** The run that is being assessed. */
  assessing: string | null
}

export const outlook: Outlook = $state({ science: null, assessments: {}, assessing: null })

export async function loadScience(): Promise<void> {
  if (outlook.science) return
  try {
    const science = await import('./science')
    outlook.science = science
  } catch (thrown) {
    showError(thrown)
  }
}

/** The recipe on the bench where its network learns this. */
export function draftThatLearns(kind: LearnRecipe['kind']): SimulationRecipe | null {
  const { draft } = editing
  return draft?.kind === 'simulation' && draft.learn.kind === kind ? draft : null
}

export interface Trained {
  readonly summary: RunSummary
  readonly recipe: SimulationRecipe
  readonly model: NetworkModel
  readonly vectors: Readonly<Record<string, Float32Array>>
  readonly step: number
}

let known: { readonly key: string; readonly model: NetworkModel } | null = null

/** The network in the pictures of this bench, where it learns this; it changes while it trains. */
export function trainedTo(kind: LearnRecipe['kind']): Trained | null {
  const { summary, network } = training
  const { science } = outlook
  const recipe = summary?.recipe
  if (!science || !summary || !network || recipe?.kind !== 'simulation' || recipe.learn.kind !== kind) return null
  const key = JSON.stringify(recipe)
  if (known?.key !== key) known = { key, model: science.modelOf(recipe) }
  return { summary, recipe, model: known.model, vectors: network.vectors, step: network.step }
}

/** Measures the network of a run that has come to rest, once for every checkpoint. */
export function assessRested(summary: RunSummary | null): void {
  if (!summary || isUnderWay(summary.state) || outlook.assessing !== null) return
  const { run, checkpointBatch } = summary
  if (checkpointBatch === 0 || outlook.assessments[run]?.batch !== undefined) return
  void assess(run)
}

export async function assess(run: string): Promise<void> {
  outlook.assessing = run
  try {
    outlook.assessments[run] = await ask<'assess'>({ kind: 'assess', run })
  } catch (thrown) {
    showError(thrown)
  } finally {
    outlook.assessing = null
  }
}
