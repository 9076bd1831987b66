/** The store as one list: all runs in brief, found by their recipe, named, deleted and brought back, with the files that they were exported to. */
import { rmSync, statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { briefSchema, type ExportedFile, type RunListing } from '../../core/contract/listing'
import type { Recipe } from '../../core/recipe/schema'
import { recipeDigest, TABLES_OF_A_RUN } from './schema'

export interface Listing {
  /** The newest first, without those that are deleted. */
  readonly list: () => RunListing[]
  /** The newest run of this very recipe that was not deleted. */
  readonly runOf: (recipe: Recipe) => string | null
  readonly rename: (run: string, name: string) => void
  /** Out of every list, until it is brought back or the store is tidied. */
  readonly delete: (runs: readonly string[]) => void
  readonly restore: (runs: readonly string[]) => void
  /** Removes for good what was deleted, with its files. */
  readonly tidy: () => void
  readonly addExport: (run: string, file: string, maxDifference: number) => void
  /** The newest first. */
  readonly exports: (run: string) => ExportedFile[]
}

/** @param now ms since 1970 */
export function openListing(database: DatabaseSync, folder: (run: string) => string, now: () => number): Listing {
  const all = database.prepare('SELECT run, name, began, brief FROM runs WHERE deleted IS NULL AND brief IS NOT NULL ORDER BY number DESC')
  const same = database.prepare('SELECT run FROM runs WHERE recipe = ? AND deleted IS NULL ORDER BY number DESC LIMIT 1')
  const name = database.prepare('UPDATE runs SET name = ? WHERE run = ?')
  const mark = database.prepare('UPDATE runs SET deleted = ? WHERE run = ?')
  const exported = database.prepare('INSERT OR REPLACE INTO exports VALUES (?, ?, ?, ?)')
  const files = database.prepare('SELECT file, at, difference FROM exports WHERE run = ? ORDER BY at DESC')
  return {
    list: () => all.all().flatMap(listed),
    runOf: (recipe) => {
      const row = same.get(recipeDigest(recipe))
      return row ? String(row['run']) : null
    },
    rename: (run, called) => void name.run(called, run),
    delete: (runs) => runs.forEach((run) => mark.run(now(), run)),
    restore: (runs) => runs.forEach((run) => mark.run(null, run)),
    tidy: () => tidy(database, folder),
    addExport: (run, file, maxDifference) => void exported.run(run, file, now(), maxDifference),
    exports: (run) => files.all(run).map(({ file, at, difference }) => ({ file: String(file), at: Number(at), maxDifference: Number(difference), ...found(String(file)) }))
  }
}

function listed({ run, name, began, brief }: Record<string, unknown>): RunListing[] {
  const parsed = briefSchema.safeParse(JSON.parse(String(brief)))
  return parsed.success ? [{ ...parsed.data, run: String(run), name: String(name), began: Number(began) }] : []
}

function found(file: string): Pick<ExportedFile, 'bytes' | 'isThere'> {
  const about = statSync(file, { throwIfNoEntry: false })
  return { bytes: about?.size ?? 0, isThere: about !== undefined }
}

/** Files that somebody holds stay, and are tried again at the next start. */
function isRemoved(folder: string): boolean {
  try {
    rmSync(folder, { recursive: true, force: true })
    return true
  } catch {
    return false
  }
}

function tidy(database: DatabaseSync, folder: (run: string) => string): void {
  const runs = database.prepare('SELECT run FROM runs WHERE deleted IS NOT NULL').all().map(({ run }) => String(run))
  for (const run of runs) {
    if (!isRemoved(folder(run))) continue
    for (const table of TABLES_OF_A_RUN) database.prepare(`DELETE FROM ${table} WHERE run = ?`).run(run)
  }
}
