/** What is chosen in the workspace of runs; it stays while another workspace is shown. */
import type { ExportedFile } from '../../../core/contract/listing'
import { dataInk, type Ink } from '../../charts/model'
import { ask } from '../../bridge/ask'
import { showError } from '../../state/notices.svelte'
import { deleteRuns, needRun, runList } from '../../state/run-list.svelte'
import { listedRows, NEWEST_FIRST, type Choice } from './rows'

/** Inks that curves have beside that of the selected run. */
export const MOST_CHOSEN = 6

class Desk {
  choice: Choice = $state.raw(NEWEST_FIRST)
  /** The run whose card is shown. */
  selected: string | null = $state(null)
  /** Runs whose losses lie over each other, with their inks. */
  chosen: readonly { readonly run: string; readonly ink: Ink }[] = $state.raw([])
  /** Of the selected run. */
  exports: readonly ExportedFile[] = $state.raw([])
}

export const desk = new Desk()

const rows = $derived(listedRows(runList.all, desk.choice))

export function shownRows(): typeof rows {
  return rows
}

export async function select(run: string): Promise<void> {
  desk.selected = run
  desk.exports = []
  await needRun(run)
  await readExports(run)
}

export async function readExports(run: string): Promise<void> {
  try {
    const exports = await ask<'run-exports'>({ kind: 'run-exports', run })
    if (desk.selected === run) desk.exports = exports
  } catch (thrown) {
    showError(thrown)
  }
}

export async function toggle(run: string): Promise<void> {
  if (desk.chosen.some((one) => one.run === run)) {
    desk.chosen = desk.chosen.filter((one) => one.run !== run)
    return
  }
  const used = desk.chosen.map(({ ink }) => ink)
  const ink = Array.from({ length: MOST_CHOSEN }, (_, index) => dataInk(index)).find((one) => !used.includes(one))
  if (!ink) return
  desk.chosen = [...desk.chosen, { run, ink }]
  await needRun(run)
}

/** The next in the list is selected, so that one may go on deleting. */
export async function remove(runs: readonly string[]): Promise<void> {
  const at = rows.findIndex(({ run }) => run === desk.selected)
  await deleteRuns(runs)
  desk.chosen = desk.chosen.filter(({ run }) => !runs.includes(run))
  if (desk.selected === null || !runs.includes(desk.selected)) return
  const next = rows[Math.min(at, rows.length - 1)]
  if (next) await select(next.run)
  else desk.selected = null
}
