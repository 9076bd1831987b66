/**
 * The engine's own thread, since onnxruntime's calls block: the worker half of client.ts. Orders are obeyed one after
 * the other, in the order in which they came.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { errorData } from '../../core/contract/errors'
import type { EngineState, TrainingEngine } from './engine'
import { engineOrderSchema, threadStartSchema } from './messages'
import type { EngineOrder, EngineReport, ThreadStart } from './messages'
import { startEngine } from './table'

const port = parentPort
if (!port) throw new Error('the engine runs as a thread of a compute worker')

// The bundler lays it beside this entry.
const kernelThreadUrl = new URL('./kernel-thread.js', import.meta.url)

const report = (message: EngineReport): void => port.postMessage(message)

async function start({ kind, recipe, threads, state, stepCounter }: ThreadStart): Promise<void> {
  const engine = await startEngine(kind, { recipe, threads, kernelThreadUrl, ...(state ? { state } : {}) })
  const count = (step: number): number => Atomics.store(stepCounter, 0, step)
  count(state?.step ?? 0)
  const work: Work = { engine, count, before: null }
  let last: Promise<void> = Promise.resolve()
  port?.on('message', (message: unknown) => {
    const order = engineOrderSchema.parse(message)
    last = last.then(() => obey(work, order)).then(report, (thrown: unknown) => {
      report({ kind: 'failure', id: order.id, error: errorData(thrown) })
    })
  })
  report({ kind: 'ready', name: engine.name })
}

interface Work {
  readonly engine: TrainingEngine
  readonly count: (step: number) => void
  /** The state before the last call, from which a step that went wrong is run again; kept here, since a message would cost more than the copy. */
  before: EngineState | null
}

async function obey(work: Work, order: EngineOrder): Promise<EngineReport> {
  const { engine, count } = work
  const { id } = order
  switch (order.kind) {
    case 'train': {
      work.before = await engine.state()
      const losses = await engine.train(order.x, order.y, order.firstStep)
      count(order.firstStep + losses.length)
      return { kind: 'losses', id, losses }
    }
    case 'predict':
      return { kind: 'reading', id, reading: await engine.predict(order.x, order.rows) }
    case 'state':
      return { kind: 'state', id, state: await engine.state() }
    case 'state-before':
      return { kind: 'state', id, state: work.before ?? (await engine.state()) }
    case 'restore':
      await engine.restore(order.state)
      count(order.state.step)
      return { kind: 'done', id }
    case 'dispose':
      await engine.dispose()
      return { kind: 'done', id }
  }
}

start(threadStartSchema.parse(workerData)).catch((thrown: unknown) => {
  report({ kind: 'not-ready', error: errorData(thrown) })
})
