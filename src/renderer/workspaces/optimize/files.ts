/** Structures from files: a saved one with all that it is set to, or a table of nodes and springs. */
import type { GrantedFile } from '../../../core/contract/window'
import type { Shared } from '../../../core/recipe/shared-file'
import { ask } from '../../bridge/ask'
import { say } from '../../state/notices.svelte'
import type { Saved } from '../../state/recipe-files.svelte'
import { openWorkspace } from '../../state/workspace.svelte'
import { desk } from './desk.svelte'
import { settingsFor } from './settings'
import { edit, loadStage } from './stage.svelte'

/** @throws SharkfinError `file-...`, `structure-...` */
export async function openStructure(file: GrantedFile): Promise<void> {
  const structure = await ask<'read-structure'>({ kind: 'read-structure', file: file.token })
  desk.selection = null
  edit((settings) => settingsFor(structure, settings), 'restart')
  say(`${file.name}: ${structure.nodes.length} nodes, ${structure.springs.length} springs`)
}

/** A structure alone is given steps that suit it. */
export async function openOptimization(shared: Exclude<Shared, { kind: 'recipe' }>): Promise<'optimize'> {
  openWorkspace('optimize')
  await loadStage()
  desk.selection = null
  edit((settings) => (shared.kind === 'structure' ? settingsFor(shared.structure, settings) : shared.optimization), 'restart')
  return 'optimize'
}

export function optimizationToSave(): Saved {
  const { settings } = desk
  return { name: settings.structure.name, shared: { kind: 'optimization', optimization: settings } }
}
