/** The run store: node:sqlite in WAL mode for runs and every step's loss, a folder for each run's files. */
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { briefOf } from '../../core/contract/listing'
import { UNDER_WAY, testResultSchema, type RunHistory, type RunSummary, type TestResult, type ValidationPoint } from '../../core/contract/run'
import { SharkfinError } from '../../core/contract/errors'
import { openListing, type Listing } from './listing'
import { createTables, keptSummarySchema, recipeDigest } from './schema'

export interface PointsChunk {
  readonly run: string
  readonly firstStep: number
  readonly losses: Float32Array
  readonly validations: readonly ValidationPoint[]
}

export interface Store extends Listing {
  /** The run's folder; a worker writes its checkpoints there. */
  readonly folder: (run: string) => string
  readonly save: (summary: RunSummary) => void
  readonly addPoints: (chunk: PointsChunk) => void
  /** Forgets points from `batch` on: a resumed run draws them again. */
  readonly forgetFrom: (run: string, batch: number) => void
  /** @throws SharkfinError `run-unknown` */
  readonly summary: (run: string) => RunSummary
  readonly history: (run: string) => RunHistory
  /** Whether the run can go on from a checkpoint, which is on the disk before the store hears of it. */
  readonly hasCheckpoint: (run: string) => boolean
  /** The newest that this version can read. */
  readonly newest: () => RunSummary | null
  /** Runs that were waiting or in training when they were last saved. */
  readonly underWay: () => RunSummary[]
  /** What the run's network read from the test set when that was looked at; null before. */
  readonly test: (run: string) => TestResult | null
  readonly saveTest: (run: string, result: TestResult) => void
  readonly close: () => void
}

/** Milliseconds that one Sharkfin waits for another, which writes a few times a second, to let go of the store. */
const PATIENCE = 5000

/**
 * Opens the store in `home`, which is made where it is missing.
 * @param now ms since 1970
 */
export function openStore(home: string, now: () => number = Date.now): Store {
  mkdirSync(join(home, 'runs'), { recursive: true })
  const database = new DatabaseSync(join(home, 'runs.sqlite'), { timeout: PATIENCE })
  createTables(database, home)
  const folder = (run: string): string => join(home, 'runs', run)
  const summary = readSummary(database)
  const test = readTest(database)
  const newest = database.prepare('SELECT summary FROM runs WHERE deleted IS NULL ORDER BY number DESC')
  const underWay = database.prepare(`SELECT summary FROM runs WHERE brief ->> 'state' IN (${UNDER_WAY.map(() => '?').join(', ')})`)
  return {
    ...openListing(database, folder, now),
    folder,
    save: saveSummary(database, now),
    addPoints: savePoints(database),
    forgetFrom: forgetPoints(database),
    summary,
    history: (run) => ({ summary: summary(run), ...readPoints(database, run), test: test(run) }),
    test,
    saveTest: (run, result) => void database.prepare('INSERT INTO tests VALUES (?, ?)').run(run, JSON.stringify(result)),
    hasCheckpoint: (run) => existsSync(join(folder(run), 'checkpoint.bin')),
    newest: () => firstReadable(newest),
    underWay: () => underWay.all(...UNDER_WAY).flatMap((row) => parseSummary(row) ?? []),
    close: () => database.close()
  }
}

/** A run that was deleted and goes on all the same is there again. */
function saveSummary(database: DatabaseSync, now: () => number): Store['save'] {
  const known = database.prepare('UPDATE runs SET summary = ?, brief = ?, deleted = NULL WHERE run = ?')
  const begun = database.prepare(`
    INSERT INTO runs (run, number, summary, brief, recipe, began)
    VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM runs), ?, ?, ?, ?)`)
  return (summary) => {
    const [whole, brief] = [JSON.stringify(summary), JSON.stringify(briefOf(summary))]
    if (known.run(whole, brief, summary.run).changes === 0) begun.run(summary.run, whole, brief, recipeDigest(summary.recipe), now())
  }
}

function savePoints(database: DatabaseSync): Store['addPoints'] {
  const losses = database.prepare('INSERT OR REPLACE INTO losses VALUES (?, ?, ?)')
  const validation = database.prepare('INSERT OR REPLACE INTO validations (run, step, loss, trained) VALUES (?, ?, ?, ?)')
  return (chunk) => {
    const bytes = new Uint8Array(chunk.losses.buffer, chunk.losses.byteOffset, chunk.losses.byteLength)
    together(database, () => {
      if (chunk.losses.length > 0) losses.run(chunk.run, chunk.firstStep, bytes)
      for (const { step, loss, trained } of chunk.validations) validation.run(chunk.run, step, loss, trained)
    })
  }
}

/** All of it or nothing: what fails half way leaves no transaction open, in which everything after it would be lost. */
function together(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN IMMEDIATE')
  try {
    work()
    database.exec('COMMIT')
  } catch (thrown) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw thrown
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
  const rows = database.prepare('SELECT first_step, losses FROM losses WHERE run = ? ORDER BY first_step').all(run)
  const chunks = rows.flatMap(({ first_step: first, losses }) => (losses instanceof Uint8Array ? [{ first: Number(first), bytes: losses }] : []))
  const points = database.prepare('SELECT step, loss, trained FROM validations WHERE run = ? ORDER BY step').all(run)
  return { losses: inPlace(chunks), validations: points.map(({ step, loss, trained }) => ({ step: Number(step), loss: Number(loss), trained: trained === null ? null : Number(trained) })) }
}

/** Each where its first step says: after a power cut a run may go on from a checkpoint of which the store had not heard, and lacks what lay between. */
function inPlace(chunks: readonly { readonly first: number; readonly bytes: Uint8Array }[]): Float32Array<ArrayBuffer> {
  const { BYTES_PER_ELEMENT: each } = Float32Array
  const end = Math.max(0, ...chunks.slice(-1).map(({ first, bytes }) => first + bytes.length / each))
  const losses = new Float32Array(end).fill(NaN)
  for (const { first, bytes } of chunks) new Uint8Array(losses.buffer).set(bytes, first * each)
  return losses
}

/** @returns null for what is not there, and for what a newer Sharkfin wrote in words of its own */
function parseSummary(row: Record<string, unknown> | undefined): RunSummary | null {
  return (row && keptSummarySchema.safeParse(JSON.parse(String(row.summary))).data) ?? null
}

function firstReadable(statement: StatementSync): RunSummary | null {
  for (const row of statement.iterate()) {
    const summary = parseSummary(row)
    if (summary) return summary
  }
  return null
}
