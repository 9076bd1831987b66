/**
 * Runs as the person knows them: started, paused, gone on, stopped, resumed. The training worker trains; the store
 * remembers; listeners (a window, the command line) are told. A worker's death makes its run `interrupted`.
 */
import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { needsOtherHardware, type EngineChoice } from '../../core/contract/engine'
import { errorData, SharkfinError, type ErrorData } from '../../core/contract/errors'
import type { RunSummary } from '../../core/contract/run'
import type { WorkerMessage } from '../../core/contract/worker'
import type { Recipe } from '../../core/recipe/schema'
import type { Store } from '../store/store'
import type { Supervisor } from '../supervisor/supervisor'

export interface Runs {
  /** Starts a run; `rest` resolves with its summary when it comes to rest, however that is. */
  readonly start: (recipe: Recipe, engine: EngineChoice) => { readonly summary: RunSummary; readonly rest: Promise<RunSummary> }
  /**
   * @param engine another engine than the run was begun with, or null
   * @throws SharkfinError `run-unknown`, `run-busy`, `run-finished`
   */
  readonly resume: (run: string, engine: EngineChoice | null) => { readonly summary: RunSummary; readonly rest: Promise<RunSummary> }
  readonly order: (kind: 'pause' | 'go-on' | 'stop', run: string) => void
  /** What the training worker says unasked. */
  readonly hear: (message: WorkerMessage) => void
  readonly active: () => string | null
}

/** One core is for the engine's thread; the others simulate. */
export const SIMULATION_THREADS = Math.max(1, availableParallelism() - 1)

const UNSTARTED = {
  state: 'compiling',
  batch: 0,
  checkpointBatch: 0,
  seconds: 0,
  loss: { first: null, last: null, validation: null },
  metrics: null,
  error: null
} as const

export function createRuns(store: Store, supervisor: () => Supervisor, tell: (summary: RunSummary) => void): Runs {
  let active: string | null = null
  const remember = (summary: RunSummary): RunSummary => {
    store.save(summary)
    tell(summary)
    return summary
  }
  const train = async (summary: RunSummary, resume: boolean, engine: EngineChoice | null): Promise<RunSummary> => {
    const { run, recipe } = summary
    const folder = store.folder(run)
    try {
      const worker = supervisor().worker('training')
      return remember(await worker.ask({ kind: 'train', run, recipe, folder, resume, engine, simulationThreads: SIMULATION_THREADS }))
    } catch (thrown) {
      return remember(afterFailure(store.summary(run), errorData(thrown)))
    } finally {
      active = null
    }
  }
  const begin = (summary: RunSummary, resume: boolean, engine: EngineChoice | null): ReturnType<Runs['start']> => {
    if (active) throw busy()
    active = summary.run
    remember(summary)
    return { summary, rest: train(summary, resume, engine) }
  }
  return {
    start: (recipe, engine) => begin({ run: randomUUID(), recipe, ...UNSTARTED, engine: unchosen(engine) }, false, engine),
    resume: (run, engine) => {
      const summary = resumable(store.summary(run))
      if (active) throw busy()
      store.forgetFrom(run, summary.checkpointBatch)
      // The checkpoint knows its engine; a run that has none yet begins anew on what it was begun with.
      if (summary.checkpointBatch > 0) return begin(summary, true, engine)
      return begin(summary, false, engine ?? summary.engine.kind ?? summary.engine.choice)
    },
    order: (kind, run) => supervisor().running('training')?.order({ kind, run }),
    hear: (message) => {
      if (message.kind === 'checkpoint') store.addPoints(message)
      if (message.kind === 'run') remember(message.summary)
    },
    active: () => active
  }
}

/** The summary of a run that goes on: it stands where its checkpoint does. */
function resumable(summary: RunSummary): RunSummary {
  if (summary.state !== 'finished') return { ...summary, state: 'compiling', batch: summary.checkpointBatch, error: null }
  throw new SharkfinError({ code: 'run-finished', message: 'This run has finished.', remedy: 'Start a new one with more batches.' })
}

function unchosen(choice: EngineChoice): RunSummary['engine'] {
  return { choice, kind: choice === 'auto' ? null : choice, name: '', why: '' }
}

/** A worker's death interrupts a run; a graphics driver can be the cause, and the processor can go on. */
function afterFailure(summary: RunSummary, error: ErrorData): RunSummary {
  if (error.code !== 'worker-ended') return { ...summary, state: 'failed', error }
  const { kind } = summary.engine
  const elsewhere = needsOtherHardware(kind) ? ` If the engine ${kind} was the cause, go on on the processor (engine cpu).` : ''
  return { ...summary, state: 'interrupted', error: { ...error, remedy: `${error.remedy}${elsewhere}` } }
}

function busy(): SharkfinError {
  return new SharkfinError({
    code: 'run-busy',
    message: 'A run is in training already.',
    remedy: 'Stop it, or wait until it is done.'
  })
}
