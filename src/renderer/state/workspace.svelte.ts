/** Which workspace is on the screen. */

export type WorkspaceId = 'characterize' | 'engines'

export const workspace: { shown: WorkspaceId } = $state({ shown: 'characterize' })
