/** Which process a run belongs to that is under way: several Sharkfins may share a store, and none may touch what another trains. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FILE = 'owner.pid'

/** @param folder of the run, made where it is missing */
export function claim(folder: string): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, FILE), String(process.pid))
}

export function release(folder: string): void {
  rmSync(join(folder, FILE), { force: true })
}

/** The other process that the run belongs to; null where it is ours or nobody's. One that has died without a word owns nothing. */
export function otherOwner(folder: string): number | null {
  const pid = Number(read(join(folder, FILE)))
  return Number.isInteger(pid) && pid > 0 && pid !== process.pid && isAlive(pid) ? pid : null
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    // Another person's process may not be asked, but is there.
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM'
  }
}
