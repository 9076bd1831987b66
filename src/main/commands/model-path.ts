/** A trained network named on the command line. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Store } from '../store/store'

/**
 * An exported model, a run's folder, or a run in the store.
 * @throws SharkfinError `run-unknown`
 */
export function modelPath(name: string | undefined, store: Pick<Store, 'folder' | 'summary'>): string | null {
  if (name === undefined) return null
  return existsSync(name) ? resolve(name) : store.folder(store.summary(name).run)
}
