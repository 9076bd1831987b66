/** Stamps: small JSON files that remember what set-up did, so that a second run can see that nothing changed. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A stamp from disk, or undefined where there is none or it is damaged. */
export function readStamp(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** Writes a stamp. A folder that this user may not write only costs the next run the same check again. */
export function writeStamp(file, stamp) {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${JSON.stringify(stamp, null, 2)}\n`)
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code)) throw error
  }
}

/** Whether two stamps say the same, key by key; a stamp is flat: names to strings and numbers. */
export function sameStamp(left, right) {
  if (!left || !right) return false
  const keys = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...keys].every((key) => left[key] === right[key])
}

/** SHA-256 of a text, in hexadecimal. */
export function digest(text) {
  return createHash('sha256').update(text).digest('hex')
}

/** All files below the given files and folders that exist, sorted, with size and time of change. */
export function listFiles(paths) {
  return paths.flatMap((path) => {
    const status = statSync(path, { throwIfNoEntry: false })
    if (!status) return []
    if (!status.isDirectory()) return [{ path, size: status.size, changed: status.mtimeMs }]
    return listFiles(readdirSync(path).sort().map((name) => join(path, name)))
  })
}

/** A digest that changes when any file below the paths is added, removed, renamed or written. */
export function digestOfFiles(paths) {
  return digest(listFiles(paths).map(({ path, size, changed }) => `${path}\0${size}\0${changed}`).join('\n'))
}
