/** Ctrl+Z for a workspace that edits a recipe. */
import { undoEdit } from './recipe.svelte'

/** A text field undoes its own letters; elsewhere the recipe's last change is taken back. */
export function onUndoKey(event: KeyboardEvent): void {
  const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z'
  if (!isUndo || event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return
  event.preventDefault()
  undoEdit()
}
