/**
 * The compute process: the worker half of core/contract/worker.ts (host half: src/main/supervisor/compute-worker.ts).
 * It validates what arrives, starts jobs, and says four times a second that it lives. Engines and simulations have
 * threads of their own, so a slow step does not look like a dead worker.
 */
import os from 'node:os'
import type { RequestKind } from '../core/contract/answers'
import { errorData } from '../core/contract/errors'
import { HEARTBEAT_INTERVAL, hostMessageSchema, type WorkerMessage, type WorkerRequest } from '../core/contract/worker'
import { jobs } from './jobs'
import type { JobContext } from './jobs/context'
import { parentPort, type ProgressPort } from './parent-port'
import { createProgress } from './progress'
import { createRunControl, type RunControl } from './runs/control'

const port = parentPort()
const progress = createProgress(() => performance.now())
let control: RunControl | null = null
let stepCounter: Int32Array | null = null

const send = (message: WorkerMessage): void => port.postMessage(message)
const context: JobContext = {
  // The bundler lays the threads' entries beside this one.
  threads: {
    engine: new URL('./engine-thread.js', import.meta.url),
    kernel: new URL('./kernel-thread.js', import.meta.url),
    simulation: new URL('./simulation-thread.js', import.meta.url)
  },
  send,
  reportRun: (summary) => send({ kind: 'run', summary }),
  progress,
  control: (run) => {
    if (control?.run !== run) throw new Error(`run ${run} has no control`)
    return control
  },
  setStepCounter: (next) => (stepCounter = next)
}

port.on('message', ({ data, ports }) => receive(data, ports))
setInterval(() => send({ kind: 'heartbeat', step: stepCounter && Atomics.load(stepCounter, 0) }), HEARTBEAT_INTERVAL)
quietTensorflow()
yieldToTheWindow()
send({ kind: 'ready' })

function receive(data: unknown, ports: readonly ProgressPort[]): void {
  const message = hostMessageSchema.parse(data)
  switch (message.kind) {
    case 'pause':
      return orderRun(message.run, (run) => run.pause())
    case 'go-on':
      return orderRun(message.run, (run) => run.goOn())
    case 'stop':
      return orderRun(message.run, (run) => run.stop())
    case 'step':
      return orderRun(message.run, (run) => run.step())
    case 'progress-port':
      return ports[0] && progress.attach(ports[0])
    case 'end':
      return process.exit(0)
    case 'train':
      control = createRunControl(message.run, message.paused ? 'paused' : 'going')
      return void answer(message).finally(() => (control = null))
    default:
      return void answer(message)
  }
}

function orderRun(run: string, order: (control: RunControl) => void): void {
  if (control?.run === run) order(control)
}

async function answer(request: WorkerRequest): Promise<void> {
  try {
    send({ kind: 'answer', id: request.id, value: await runJob(request) })
  } catch (thrown) {
    send({ kind: 'failure', id: request.id, error: errorData(thrown) })
  }
}

function runJob<Kind extends RequestKind>(request: Extract<WorkerRequest, { kind: Kind }>): Promise<unknown> {
  const job: (request: Extract<WorkerRequest, { kind: Kind }>, context: JobContext) => Promise<unknown> = jobs[request.kind]
  return job(request, context)
}

/** TensorFlow's library tells of its oneDNN and of unused instructions on standard error, which belongs to our own words. */
function quietTensorflow(): void {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2'
}

/** Below normal priority, threads included: the window and the person's other programs come first. */
function yieldToTheWindow(): void {
  try {
    os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // A system that refuses costs some fluidity and nothing else.
  }
}
