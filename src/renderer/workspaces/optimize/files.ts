/** Structures from files: a saved one, or a table of nodes and springs. */
import type { GrantedFile } from '../../../core/contract/window'
import { ask } from '../../bridge/ask'
import { say } from '../../state/notices.svelte'
import { desk } from './desk.svelte'
import { settingsFor } from './settings'
import { edit } from './stage.svelte'

/** @throws SharkfinError `file-...`, `structure-...` */
export async function openStructure(file: GrantedFile): Promise<void> {
  const structure = await ask<'read-structure'>({ kind: 'read-structure', file: file.token })
  desk.selection = null
  edit((settings) => settingsFor(structure, settings), 'restart')
  say(`${file.name}: ${structure.nodes.length} nodes, ${structure.springs.length} springs`)
}
