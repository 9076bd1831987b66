/** Files that the person gave to the window, by drop, dialog, paste or command line. The window sees tokens, not paths. */
import { statSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { GrantedFile } from '../../core/contract/window'
import type { MeasurementSource } from '../../core/contract/worker'
import { SharkfinError } from '../../core/contract/errors'

export interface Grants {
  readonly grantPath: (path: string) => GrantedFile
  readonly grantText: (text: string) => GrantedFile
  /** @throws SharkfinError `file-not-granted` */
  readonly source: (token: string) => MeasurementSource
}

/** The oldest grants are forgotten; a window does not need more, and pasted text is held in memory. */
const KEPT = 32

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

export function createGrants(): Grants {
  const sources = new Map<string, MeasurementSource>()
  const grant = (source: MeasurementSource): GrantedFile => {
    const token = randomUUID()
    sources.set(token, source)
    const [oldest] = sources.keys()
    if (sources.size > KEPT && oldest !== undefined) sources.delete(oldest)
    return { token, name: source.name, isFolder: source.kind === 'path' && isFolder(source.path) }
  }
  return {
    grantPath: (path) => grant({ kind: 'path', path, name: basename(path) }),
    grantText: (text) => grant({ kind: 'text', text, name: 'pasted numbers' }),
    source: (token) => {
      const source = sources.get(token)
      if (source) return source
      throw new SharkfinError({
        code: 'file-not-granted',
        message: 'This file is not open any more.',
        remedy: 'Drop it on the window again.'
      })
    }
  }
}
