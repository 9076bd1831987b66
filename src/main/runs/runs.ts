/**
 * Runs as the person knows them: started, paused, gone on, stopped, resumed; one trains, others wait. The training worker trains; the store
 * remembers; listeners (a window, the command line) are told. A worker's death makes its run `interrupted`.
 */
import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { needsOtherHardware, type EngineChoice } from '../../core/contract/engine'
import { errorData, SharkfinError, type ErrorData } from '../../core/contract/errors'
import type { RunSummary } from '../../core/contract/run'
import type { WorkerMessage } from '../../core/contract/worker'
import type { Recipe } from '../../core/recipe/schema'
import { claim, otherOwner, release } from '../store/owner'
import type { Store } from '../store/store'
import type { Supervisor } from '../supervisor/supervisor'

export type RunOrder = 'pause' | 'go-on' | 'stop' | 'step'

export interface Runs {
  /** Starts a run, or lets it wait until those before it have come to rest; `rest` resolves with its summary when it has, however that is. */
  readonly start: (recipe: Recipe, engine: EngineChoice, paused?: boolean) => { readonly summary: RunSummary; readonly rest: Promise<RunSummary> }
  /**
   * @param engine another engine than the run was begun with, or null
   * @throws SharkfinError `run-unknown`, `run-busy`, `run-finished`
   */
  readonly resume: (run: string, engine: EngineChoice | null) => { readonly summary: RunSummary; readonly rest: Promise<RunSummary> }
  readonly order: (kind: RunOrder, run: string) => void
  /** What the training worker says unasked. */
  readonly hear: (message: WorkerMessage) => void
  /** Whether a run is in training, or waits for that, here or in another Sharkfin. */
  readonly isUnderWay: (run: string) => boolean
  /** The program ends: what waits is not begun any more. */
  readonly end: () => void
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

/** A run that was asked for, and how. */
interface Order {
  readonly summary: RunSummary
  readonly resume: boolean
  readonly paused?: boolean
  readonly engine: EngineChoice | null
}

interface Waiting extends Order {
  readonly come: (rest: RunSummary | Promise<RunSummary>) => void
}

export function createRuns(store: Store, supervisor: () => Supervisor, tell: (summary: RunSummary) => void): Runs {
  let active: string | null = null
  /** What was last heard of the active run. */
  let latest: RunSummary
  const queue: Waiting[] = []
  const remember = (summary: RunSummary): RunSummary => {
    store.save(summary)
    tell(summary)
    return summary
  }
  /** The person is told of a failure, even where the store is what failed. */
  const rememberIfPossible = (summary: RunSummary): RunSummary => {
    try {
      return remember(summary)
    } catch {
      tell(summary)
      return summary
    }
  }
  const train = async ({ summary, resume, engine, paused = false }: Order): Promise<RunSummary> => {
    const { run, recipe } = summary
    active = run
    latest = summary
    try {
      remember(summary)
      const worker = supervisor().worker('training')
      return remember(await worker.ask({ kind: 'train', run, recipe, folder: store.folder(run), resume, engine, paused, simulationThreads: SIMULATION_THREADS }))
    } catch (thrown) {
      return rememberIfPossible(afterFailure(latest, errorData(thrown)))
    } finally {
      active = null
      release(store.folder(run))
      const next = queue.shift()
      if (next) next.come(train(next))
    }
  }
  const begin = (order: Order): ReturnType<Runs['start']> => {
    claim(store.folder(order.summary.run))
    if (!active) return { summary: order.summary, rest: train(order) }
    const summary = remember({ ...order.summary, state: 'waiting' })
    return { summary, rest: new Promise((come) => queue.push({ ...order, come })) }
  }
  const isOurs = (run: string): boolean => active === run || queue.some(({ summary }) => summary.run === run)
  const withdraw = (run: string): boolean => {
    const at = queue.findIndex(({ summary }) => summary.run === run)
    const [waiting] = at < 0 ? [] : queue.splice(at, 1)
    if (!waiting) return false
    release(store.folder(run))
    waiting.come(remember({ ...waiting.summary, state: 'stopped' }))
    return true
  }
  return {
    start: (recipe, engine, paused = false) => begin({ summary: { run: randomUUID(), recipe, ...UNSTARTED, engine: unchosen(engine) }, resume: false, engine, paused }),
    resume: (run, engine) => {
      if (isOurs(run)) throw busy('This run is in training already.')
      const owner = otherOwner(store.folder(run))
      if (owner !== null) throw busy(`This run is in training in another Sharkfin, process ${owner}.`)
      const summary = resumable(store.summary(run))
      store.forgetFrom(run, summary.checkpointBatch)
      // The checkpoint knows its engine; a run that has none yet begins anew on what it was begun with.
      if (summary.checkpointBatch > 0 || store.hasCheckpoint(run)) return begin({ summary, resume: true, engine })
      return begin({ summary, resume: false, engine: engine ?? summary.engine.kind ?? summary.engine.choice })
    },
    order: (kind, run) => {
      if (kind === 'stop' && withdraw(run)) return
      supervisor().running('training')?.order({ kind, run })
    },
    hear: (message) => {
      if (message.kind === 'checkpoint') store.addPoints(message)
      if (message.kind === 'run') latest = remember(message.summary)
    },
    end: () => queue.splice(0).forEach(({ summary }) => release(store.folder(summary.run))),
    isUnderWay: (run) => isOurs(run) || otherOwner(store.folder(run)) !== null
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

function busy(message: string): SharkfinError {
  return new SharkfinError({
    code: 'run-busy',
    message,
    remedy: 'Stop it first, or wait until it is done.'
  })
}
