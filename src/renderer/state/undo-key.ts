/** Ctrl+Z, or Cmd+Z, for a workspace whose settings can be undone. */
import { undoEdit } from './recipe.svelte'

/** @returns a listener: a text field undoes its own letters; elsewhere the last change is taken back */
export function onUndoKeyOf(undo: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z'
    if (!isUndo || event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return
    event.preventDefault()
    undo()
  }
}

/** For a workspace that edits a recipe. */
export const onUndoKey = onUndoKeyOf(undoEdit)
