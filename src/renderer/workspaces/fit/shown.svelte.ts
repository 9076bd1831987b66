/** The runs in the pictures: their networks with the names and inks that tell them apart. */
import type { PlainNetwork } from '../../../core/network/plain/operations'
import type { Ink } from '../../charts/model'
import { runView, type RunView } from '../../state/runs.svelte'
import { differences } from './differences'
import { fit, inkOf, networkOf } from './fit.svelte'
import { isSameTask, taskOf, type Task } from './task'

export interface ListedRun {
  readonly run: string
  readonly view: RunView
  readonly ink: Ink
  /** 'network', or what it has otherwise than the first. */
  readonly name: string
  readonly isHidden: boolean
}

/** Those of the bench that fit the same thing, the oldest first. */
export function listedRuns(task: Task): readonly ListedRun[] {
  const views = fit.runs.flatMap((run) => {
    const view = runView(run)
    return view && isSameTask(taskOf(view.summary.recipe), task) ? [{ run, view }] : []
  })
  const [first] = views
  return views.map(({ run, view }, place) => {
    const other = first ? differences(view.summary.recipe, first.view.summary.recipe) : []
    const name = views.length === 1 ? 'network' : place === 0 ? 'first' : other.join(', ') || `the same again (${place + 1})`
    return { run, view, ink: inkOf(run), name, isHidden: fit.hidden.includes(run) }
  })
}

export interface ShownRun extends ListedRun {
  readonly network: PlainNetwork
}

/** Of those that are not hidden, the ones with a network. */
export function shownRuns(task: Task): readonly ShownRun[] {
  return listedRuns(task).flatMap((listed) => {
    const network = listed.isHidden ? null : networkOf(listed.view)
    return network ? [{ ...listed, network }] : []
  })
}
