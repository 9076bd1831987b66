/** Which workspace is on the screen. The rail shows them in this order. */

export const WORKSPACES = [
  { id: 'characterize', name: 'Characterize' },
  { id: 'engines', name: 'Engines' }
] as const

export type WorkspaceId = (typeof WORKSPACES)[number]['id']

export const workspace: { shown: WorkspaceId } = $state({ shown: 'characterize' })
