/** An engine on a thread of its own: the host half of thread.ts. */
import { Worker } from 'node:worker_threads'
import type { EngineKind } from '../../core/contract/engine'
import { SharkfinError } from '../../core/contract/errors'
import type { ErrorData } from '../../core/contract/errors'
import { libraryWords } from './absence'
import type { EngineOptions, EngineState, TrainingEngine } from './engine'
import { engineReportSchema } from './messages'
import type { EngineOrder, EngineReport, ThreadStart } from './messages'

export interface EngineClientOptions extends Omit<EngineOptions, 'threads'> {
  readonly kind: EngineKind
  /** Built thread.ts; the bundler decides where it lies. */
  readonly threadUrl: URL
  /** Threads inside one operation, 1 when left out. */
  readonly threads?: number
}

export interface EngineClient extends TrainingEngine {
  readonly kind: EngineKind
  /** [1] on shared memory: steps done, as of the last call; readable while the engine is busy. */
  readonly stepCounter: Int32Array<SharedArrayBuffer>
  /** The state before the last call of `train`. */
  readonly stateBefore: () => Promise<EngineState>
}

interface Waiting {
  readonly resolve: (report: EngineReport) => void
  readonly reject: (error: Error) => void
}

/** An order before it has its number. */
type Unnumbered<Order> = Order extends EngineOrder ? Omit<Order, 'id'> : never

const died = (why: string): SharkfinError =>
  new SharkfinError({
    code: 'engine-thread-died',
    message: `The thread that trains the network ended: ${why}.`,
    remedy: 'Go on from the last checkpoint.'
  })

/** @throws SharkfinError `engine-absent`, `engine-thread-died`, or what the engine has against the recipe */
export async function createEngineClient(options: EngineClientOptions): Promise<EngineClient> {
  const { kind, recipe, state = null, threads = 1, threadUrl } = options
  const stepCounter = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const workerData: ThreadStart = { kind, recipe, threads, state, stepCounter }
  const { ask, name, end } = await openThread(new Worker(threadUrl, { workerData }))
  const work = async <Kind extends EngineReport['kind']>(
    order: Unnumbered<EngineOrder>,
    answer: Kind
  ): Promise<Extract<EngineReport, { readonly kind: Kind }>> => {
    const report = await ask(order).catch((thrown: unknown) => {
      throw failedAtWork(kind, thrown)
    })
    if (!isOfKind(report, answer)) throw new Error(`the engine's thread answered ${order.kind} with ${report.kind}`)
    return report
  }
  return {
    kind,
    name,
    stepCounter,
    train: async (x, y, firstStep) => (await work({ kind: 'train', x, y, firstStep }, 'losses')).losses,
    predict: async (x, rows) => (await work({ kind: 'predict', x, rows }, 'reading')).reading,
    state: async () => (await work({ kind: 'state' }, 'state')).state,
    stateBefore: async () => (await work({ kind: 'state-before' }, 'state')).state,
    restore: async (restored) => {
      await work({ kind: 'restore', state: restored }, 'done')
    },
    dispose: end
  }
}

function isOfKind<Kind extends EngineReport['kind']>(report: EngineReport, kind: Kind): report is Extract<EngineReport, { readonly kind: Kind }> {
  return report.kind === kind
}

/** What a library throws in the middle of its work (a lost device, no memory left) is told as the engine's failure. */
function failedAtWork(kind: EngineKind, thrown: unknown): unknown {
  if (thrown instanceof SharkfinError && thrown.code !== 'defect') return thrown
  return new SharkfinError({
    code: 'engine-failed',
    message: `The engine ${kind} failed at its work: ${libraryWords(thrown)}.`,
    remedy: 'Go on from the last checkpoint.'
  })
}

interface Thread {
  readonly name: string
  readonly ask: (order: Unnumbered<EngineOrder>) => Promise<EngineReport>
  readonly end: () => Promise<void>
}

function openThread(worker: Worker): Promise<Thread> {
  const waiting = new Map<number, Waiting>()
  let ids = 0
  let ended: Error | null = null
  const ask = (order: Unnumbered<EngineOrder>): Promise<EngineReport> =>
    new Promise((resolve, reject) => {
      if (ended) return reject(ended)
      const id = ids++
      waiting.set(id, { resolve, reject })
      worker.postMessage({ ...order, id })
    })
  const end = async (): Promise<void> => {
    if (ended) return
    await ask({ kind: 'dispose' })
    ended = died('it was told to')
    await worker.terminate()
  }
  return new Promise((ready, notReady) => {
    const fail = (error: Error): void => {
      ended ??= error
      notReady(ended)
      for (const { reject } of waiting.values()) reject(ended)
      waiting.clear()
    }
    worker.on('error', (error) => fail(died(error.message)))
    worker.on('exit', (code) => fail(died(`exit code ${code}`)))
    worker.on('message', (message: unknown) => {
      const report = engineReportSchema.parse(message)
      if (report.kind === 'ready') ready({ name: report.name, ask, end })
      else if (report.kind === 'not-ready') {
        fail(fromData(report.error))
        void worker.terminate()
      } else settle(waiting, report)
    })
  })
}

function settle(waiting: Map<number, Waiting>, report: Extract<EngineReport, { readonly id: number }>): void {
  const asked = waiting.get(report.id)
  waiting.delete(report.id)
  if (report.kind === 'failure') asked?.reject(fromData(report.error))
  else asked?.resolve(report)
}

function fromData(error: ErrorData): SharkfinError {
  return new SharkfinError(error)
}
