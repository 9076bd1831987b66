/** The run store: node:sqlite in WAL mode for runs and every step's loss, a folder for each run's files. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { UNDER_WAY, runSummarySchema, testResultSchema, type RunHistory, type RunSummary, type TestResult, type ValidationPoint } from '../../core/contract/run'
import { SharkfinError } from '../../core/contract/errors'
import { keptRecipeSchema } from '../../core/recipe/migrate'

export interface PointsChunk {
  readonly run: string
  readonly firstStep: number
  readonly losses: Float32Array
  readonly validations: readonly ValidationPoint[]
}

export interface Store {
  /** The run's folder; a worker writes its checkpoints there. */
  readonly folder: (run: string) => string
  readonly save: (summary: RunSummary) => void
  readonly addPoints: (chunk: PointsChunk) => void
  /** Forgets points from `batch` on: a resumed run draws them again. */
  readonly forgetFrom: (run: string, batch: number) => void
  /** @throws SharkfinError `run-unknown` */
  readonly summary: (run: string) => RunSummary
  readonly history: (run: string) => RunHistory
  readonly newest: () => RunSummary | null
  /** Runs that were waiting or in training when they were last saved. */
  readonly underWay: () => RunSummary[]
  /** What the run's network read from the test set when that was looked at; null before. */
  readonly test: (run: string) => TestResult | null
  readonly saveTest: (run: string, result: TestResult) => void
  readonly close: () => void
}

/** A summary may have been written by an older Sharkfin. */
const keptSummarySchema = runSummarySchema.extend({ recipe: keptRecipeSchema })

const SCHEMA = `
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
`

/** Opens the store in `home`, which is made where it is missing. */
export function openStore(home: string): Store {
  mkdirSync(join(home, 'runs'), { recursive: true })
  const database = new DatabaseSync(join(home, 'runs.sqlite'))
  database.exec(SCHEMA)
  addMissingColumns(database)
  const summary = readSummary(database)
  const test = readTest(database)
  const underWay = database.prepare(`SELECT summary FROM runs WHERE summary ->> 'state' IN (${UNDER_WAY.map(() => '?').join(', ')})`)
  return {
    folder: (run) => join(home, 'runs', run),
    save: saveSummary(database),
    addPoints: savePoints(database),
    forgetFrom: forgetPoints(database),
    summary,
    history: (run) => ({ summary: summary(run), ...readPoints(database, run), test: test(run) }),
    test,
    saveTest: (run, result) => void database.prepare('INSERT INTO tests VALUES (?, ?)').run(run, JSON.stringify(result)),
    newest: () => parseSummary(database.prepare('SELECT summary FROM runs ORDER BY number DESC LIMIT 1').get()),
    underWay: () => underWay.all(...UNDER_WAY).flatMap((row) => parseSummary(row) ?? []),
    close: () => database.close()
  }
}

function saveSummary(database: DatabaseSync): Store['save'] {
  const statement = database.prepare(`
    INSERT INTO runs VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM runs), ?)
    ON CONFLICT (run) DO UPDATE SET summary = excluded.summary`)
  return (summary) => void statement.run(summary.run, JSON.stringify(summary))
}

function savePoints(database: DatabaseSync): Store['addPoints'] {
  const losses = database.prepare('INSERT OR REPLACE INTO losses VALUES (?, ?, ?)')
  const validation = database.prepare('INSERT OR REPLACE INTO validations (run, step, loss, trained) VALUES (?, ?, ?, ?)')
  return (chunk) => {
    database.exec('BEGIN')
    const bytes = new Uint8Array(chunk.losses.buffer, chunk.losses.byteOffset, chunk.losses.byteLength)
    if (chunk.losses.length > 0) losses.run(chunk.run, chunk.firstStep, bytes)
    for (const { step, loss, trained } of chunk.validations) validation.run(chunk.run, step, loss, trained)
    database.exec('COMMIT')
  }
}

/** Chunks end where checkpoints do, so whole chunks go. */
function forgetPoints(database: DatabaseSync): Store['forgetFrom'] {
  const losses = database.prepare('DELETE FROM losses WHERE run = ? AND first_step >= ?')
  const validations = database.prepare('DELETE FROM validations WHERE run = ? AND step > ?')
  return (run, batch) => {
    losses.run(run, batch)
    validations.run(run, batch)
  }
}

/** Stores from before the training set was read too. */
function addMissingColumns(database: DatabaseSync): void {
  const columns = database.prepare('PRAGMA table_info(validations)').all()
  if (columns.every(({ name }) => name !== 'trained')) database.exec('ALTER TABLE validations ADD COLUMN trained REAL')
}

function readSummary(database: DatabaseSync): Store['summary'] {
  const statement = database.prepare('SELECT summary FROM runs WHERE run = ?')
  return (run) => {
    const summary = parseSummary(statement.get(run))
    if (summary) return summary
    throw new SharkfinError({ code: 'run-unknown', message: `There is no run "${run}" in the store.`, remedy: 'Train one first.' })
  }
}

function readTest(database: DatabaseSync): Store['test'] {
  const statement = database.prepare('SELECT result FROM tests WHERE run = ?')
  return (run) => {
    const row = statement.get(run)
    return row ? testResultSchema.parse(JSON.parse(String(row.result))) : null
  }
}

function readPoints(database: DatabaseSync, run: string): Pick<RunHistory, 'losses' | 'validations'> {
  const rows = database.prepare('SELECT losses FROM losses WHERE run = ? ORDER BY first_step').all(run)
  const blobs = rows.flatMap(({ losses }) => (losses instanceof Uint8Array ? [losses] : []))
  const bytes = Buffer.concat(blobs)
  const losses = new Float32Array(bytes.length / 4)
  new Uint8Array(losses.buffer).set(bytes)
  const points = database.prepare('SELECT step, loss, trained FROM validations WHERE run = ? ORDER BY step').all(run)
  return { losses, validations: points.map(({ step, loss, trained }) => ({ step: Number(step), loss: Number(loss), trained: trained === null ? null : Number(trained) })) }
}

function parseSummary(row: Record<string, unknown> | undefined): RunSummary | null {
  return row ? keptSummarySchema.parse(JSON.parse(String(row.summary))) : null
}
