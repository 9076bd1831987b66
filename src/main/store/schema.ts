/** The tables of the store, and how a store of an older Sharkfin comes to have them. */
import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { briefOf } from '../../core/contract/listing'
import { runSummarySchema } from '../../core/contract/run'
import { keptRecipeSchema } from '../../core/recipe/migrate'
import type { Recipe } from '../../core/recipe/schema'

const TABLES = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS runs (run TEXT PRIMARY KEY, number INTEGER NOT NULL, summary TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS losses (
    run TEXT NOT NULL, first_step INTEGER NOT NULL, losses BLOB NOT NULL, PRIMARY KEY (run, first_step)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS validations (
    run TEXT NOT NULL, step INTEGER NOT NULL, loss REAL NOT NULL, trained REAL, PRIMARY KEY (run, step)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS tests (run TEXT PRIMARY KEY, result TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS exports (
    run TEXT NOT NULL, file TEXT NOT NULL, at INTEGER NOT NULL, difference REAL NOT NULL, PRIMARY KEY (run, file)
  ) STRICT;
`

/** What a run's row holds beside its summary: `brief` is what a list shows, `recipe` a digest by which a run is found again. */
const COLUMNS: Readonly<Record<string, string>> = { name: "TEXT NOT NULL DEFAULT ''", began: 'INTEGER NOT NULL DEFAULT 0', brief: 'TEXT', recipe: 'TEXT', deleted: 'INTEGER' }

const INDEXES = `
  CREATE INDEX IF NOT EXISTS runs_by_number ON runs (number);
  CREATE INDEX IF NOT EXISTS runs_by_recipe ON runs (recipe);
`

/** Tables whose rows belong to a run. */
export const TABLES_OF_A_RUN = ['losses', 'validations', 'tests', 'exports', 'runs'] as const

/** A summary may have been written by an older Sharkfin. */
export const keptSummarySchema = runSummarySchema.extend({ recipe: keptRecipeSchema })

/** @param home of the store, whose folders say when an older run was begun */
export function createTables(database: DatabaseSync, home: string): void {
  database.exec(TABLES)
  addColumn(database, 'validations', 'trained', 'REAL')
  for (const [name, kind] of Object.entries(COLUMNS)) addColumn(database, 'runs', name, kind)
  database.exec(INDEXES)
  completeRows(database, home)
}

/** Two recipes with the same digest train to the same bits. */
export function recipeDigest(recipe: Recipe): string {
  return createHash('sha256').update(JSON.stringify(recipe)).digest('hex')
}

function addColumn(database: DatabaseSync, table: string, column: string, kind: string): void {
  const known = database.prepare(`PRAGMA table_info(${table})`).all()
  if (known.every(({ name }) => name !== column)) database.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${kind}`)
}

/** Rows from before there was a list. What cannot be read is not listed. */
function completeRows(database: DatabaseSync, home: string): void {
  const complete = database.prepare('UPDATE runs SET brief = ?, recipe = ?, began = ? WHERE run = ?')
  for (const { run, summary } of database.prepare('SELECT run, summary FROM runs WHERE brief IS NULL').all()) {
    const parsed = keptSummarySchema.safeParse(JSON.parse(String(summary)))
    if (parsed.success) complete.run(JSON.stringify(briefOf(parsed.data)), recipeDigest(parsed.data.recipe), beganAt(join(home, 'runs', String(run))), String(run))
  }
}

function beganAt(folder: string): number {
  const about = statSync(folder, { throwIfNoEntry: false })
  return about ? Math.round(about.birthtimeMs) : 0
}
