/** Which workspace is on the screen, and on which bench it works. */
import { showBench, type BenchId } from './bench.svelte'

export type WorkspaceId = BenchId | 'optimize' | 'lessons' | 'runs' | 'engines'

export const workspace: { shown: WorkspaceId } = $state({ shown: 'characterize' })

/** Workspaces without a bench of their own are about what is on the bench that was shown last. */
export function openWorkspace(id: WorkspaceId): void {
  if (id !== 'engines' && id !== 'optimize' && id !== 'lessons' && id !== 'runs') showBench(id)
  workspace.shown = id
}
