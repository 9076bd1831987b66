/**
 * One compute process: the host half of core/contract/worker.ts (worker half: src/worker/compute.ts), as a state machine:
 * starting -> idle <-> busy -> ending -> gone. Every wait has a deadline; a worker that misses one is killed, and its
 * requests fail with a story that says who, how, and while doing what.
 */
import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron'
import { answerSchemas, type Answer, type RequestKind } from '../../core/contract/answers'
import { describeError, errorData, SharkfinError } from '../../core/contract/errors'
import type { RunState } from '../../core/contract/run'
import type { WorkerStatus } from '../../core/contract/window'
import {
  END_DEADLINE,
  HEARTBEAT_DEADLINE,
  HEARTBEAT_INTERVAL,
  SILENT_COMPILING_DEADLINE,
  SILENT_WORK_DEADLINE,
  START_DEADLINE,
  STEP_DEADLINE,
  STOP_DEADLINE,
  workerMessageSchema,
  type WorkerMessage,
  type WorkerOrder,
  type WorkerRequest
} from '../../core/contract/worker'

/** Milliseconds between two looks at the deadlines, that are meant to be `HEARTBEAT_INTERVAL`, above which we were not at work ourselves. */
const PAUSE = 4 * HEARTBEAT_INTERVAL

export type WorkerName = WorkerStatus['worker']

/** A request without its id, which the worker's host gives. */
export type Work<Kind extends RequestKind> = Omit<Extract<WorkerRequest, { kind: Kind }>, 'id' | 'kind'> & {
  readonly kind: Kind
}

export interface ComputeWorkerOptions {
  readonly name: WorkerName
  readonly entry: string
  /** What the worker says unasked: runs and checkpoints. */
  readonly onMessage: (message: WorkerMessage) => void
  readonly onStatus: (status: WorkerStatus) => void
}

export interface ComputeWorker {
  readonly status: () => WorkerStatus
  /** @throws SharkfinError what the job throws, or `worker-ended` when the process ends first */
  readonly ask: <Kind extends RequestKind>(work: Work<Kind>) => Promise<Answer<Kind>>
  readonly order: (order: WorkerOrder, port?: MessagePortMain) => void
  /** Asks it to end, and kills it where it does not. Resolves when it is gone. */
  readonly end: () => Promise<void>
}

interface Waiting {
  readonly kind: RequestKind
  readonly resolve: (value: unknown) => void
  readonly reject: (error: SharkfinError) => void
}

interface Machine {
  readonly options: ComputeWorkerOptions
  readonly child: UtilityProcess
  readonly waiting: Map<number, Waiting>
  /** Sent when the worker is ready. */
  readonly queue: { message: unknown; ports: MessagePortMain[] }[]
  readonly gone: Promise<void>
  state: WorkerStatus['state']
  story: string | null
  nextId: number
  startedAt: number
  heardAt: number
  step: number | null
  stepMovedAt: number
  /** When the run in training was told to stop; null where it was not. */
  stoppingAt: number | null
  /** When deadlines were last looked at. */
  checkedAt: number
  /** Of the last run that the worker spoke of; null before it has spoken of the one that was asked for. */
  runState: RunState | null
  /** Why we killed it, where we did. */
  verdict: string | null
}

/** Starts the process; requests may be asked at once and wait until it is ready. */
export function startComputeWorker(options: ComputeWorkerOptions): ComputeWorker {
  const machine = createMachine(options)
  const { child } = machine
  child.on('message', (message: unknown) => take(machine, message))
  const watch = setInterval(() => checkDeadlines(machine), HEARTBEAT_INTERVAL)
  child.once('exit', (code) => {
    clearInterval(watch)
    mourn(machine, code)
  })
  changeState(machine, 'starting')
  return {
    status: () => statusOf(machine),
    ask: <Kind extends RequestKind>(work: Work<Kind>) => ask<Kind>(machine, work),
    order: (order, port) => {
      if (order.kind === 'stop' && isTraining(machine)) machine.stoppingAt ??= performance.now()
      post(machine, order, port ? [port] : [])
    },
    end: () => end(machine)
  }
}

function createMachine(options: ComputeWorkerOptions): Machine {
  const child = utilityProcess.fork(options.entry, [], { serviceName: `Sharkfin ${options.name}`, stdio: 'inherit' })
  const now = performance.now()
  return {
    options,
    child,
    waiting: new Map(),
    queue: [],
    gone: new Promise((resolve) => child.once('exit', () => resolve())),
    state: 'starting',
    story: null,
    nextId: 1,
    startedAt: now,
    heardAt: now,
    step: null,
    stepMovedAt: now,
    stoppingAt: null,
    checkedAt: now,
    runState: null,
    verdict: null
  }
}

async function ask<Kind extends RequestKind>(machine: Machine, work: Work<Kind>): Promise<Answer<Kind>> {
  if (machine.state === 'ending' || machine.state === 'gone') throw ended(machine.story ?? 'The compute worker has ended.')
  const id = machine.nextId++
  const value = await new Promise<unknown>((resolve, reject) => {
    machine.waiting.set(id, { kind: work.kind, resolve, reject })
    if (work.kind === 'train') machine.runState = null
    post(machine, { ...work, id }, [])
    if (machine.state === 'idle') changeState(machine, 'busy')
  })
  const schema: { parse(value: unknown): unknown } = answerSchemas[work.kind]
  return schema.parse(value) as Answer<Kind>
}

function post(machine: Machine, message: unknown, ports: MessagePortMain[]): void {
  if (machine.state === 'starting') machine.queue.push({ message, ports })
  else if (machine.state !== 'gone') machine.child.postMessage(message, ports)
}

/** What cannot be understood or kept ends the worker, with its story, and never main. */
function take(machine: Machine, data: unknown): void {
  try {
    hear(machine, data)
  } catch (thrown) {
    kill(machine, `what it said could not be taken in (${describeError(errorData(thrown))})`)
  }
}

function hear(machine: Machine, data: unknown): void {
  const message = workerMessageSchema.parse(data)
  machine.heardAt = performance.now()
  switch (message.kind) {
    case 'ready':
      return becomeReady(machine)
    case 'heartbeat':
      if (message.step !== machine.step) machine.stepMovedAt = machine.heardAt
      machine.step = message.step
      return
    case 'answer':
      return settle(machine, message.id, (waiting) => waiting.resolve(message.value))
    case 'failure':
      return settle(machine, message.id, (waiting) => waiting.reject(new SharkfinError(message.error)))
    default:
      if (message.kind === 'run') {
        machine.stepMovedAt = machine.heardAt
        machine.runState = message.summary.state
      }
      return machine.options.onMessage(message)
  }
}

function becomeReady(machine: Machine): void {
  changeState(machine, machine.waiting.size > 0 ? 'busy' : 'idle')
  for (const { message, ports } of machine.queue.splice(0)) machine.child.postMessage(message, ports)
}

function settle(machine: Machine, id: number, conclude: (waiting: Waiting) => void): void {
  const waiting = machine.waiting.get(id)
  machine.waiting.delete(id)
  if (waiting?.kind === 'train') machine.stoppingAt = null
  if (machine.waiting.size === 0 && machine.state === 'busy') changeState(machine, 'idle')
  if (waiting) conclude(waiting)
}

/** Slow is not dead: the heartbeat comes from the worker's main thread, the step counter from the engine's memory. */
function checkDeadlines(machine: Machine): void {
  const now = performance.now()
  const since = now - machine.checkedAt
  machine.checkedAt = now
  if (since > PAUSE) return postpone(machine, since)
  const { state, startedAt, heardAt, stepMovedAt, stoppingAt, step } = machine
  if (state === 'starting' && now - startedAt > START_DEADLINE) kill(machine, 'it was not ready in time')
  if (state !== 'idle' && state !== 'busy') return
  if (now - heardAt > silenceAllowed(machine)) kill(machine, 'it stopped answering')
  else if (step !== null && isTraining(machine) && now - stepMovedAt > STEP_DEADLINE) kill(machine, 'its engine stood still')
  else if (stoppingAt !== null && now - stoppingAt > STOP_DEADLINE) kill(machine, 'it did not stop when it was told to')
}

/** The machine slept, or we did: nobody could have been heard meanwhile. */
function postpone(machine: Machine, by: number): void {
  machine.startedAt += by
  machine.heardAt += by
  machine.stepMovedAt += by
  if (machine.stoppingAt !== null) machine.stoppingAt += by
}

function silenceAllowed(machine: Machine): number {
  const allowed = [...machine.waiting.values()].map(({ kind }) => SILENT_WORK_DEADLINE[kind] ?? HEARTBEAT_DEADLINE)
  if (isTraining(machine) && machine.runState !== 'training') allowed.push(SILENT_COMPILING_DEADLINE)
  return Math.max(HEARTBEAT_DEADLINE, ...allowed)
}

/** A paused run stands still by intention: the worker reports no step then. */
function isTraining({ waiting }: Machine): boolean {
  return [...waiting.values()].some(({ kind }) => kind === 'train')
}

/** SIGKILL, since a stopped or hung process does not hear anything gentler. */
function kill(machine: Machine, verdict: string): void {
  machine.verdict = verdict
  const { pid } = machine.child
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL')
  } catch {
    // It has just gone by itself.
  }
}

function mourn(machine: Machine, code: number): void {
  const { waiting, state, verdict, options } = machine
  const doing = [...waiting.values()].map(({ kind }) => kind)
  const during = doing.length > 0 ? `while busy with: ${doing.join(', ')}` : `while ${state}`
  const how = verdict ? `${verdict} and was ended` : `it ended with code ${code}`
  machine.story = state === 'ending' ? null : `The ${options.name} worker is gone: ${how}, ${during}.`
  changeState(machine, 'gone')
  const error = ended(machine.story ?? `The ${options.name} worker was ended.`)
  for (const { reject } of waiting.values()) reject(error)
  waiting.clear()
}

function ended(message: string): SharkfinError {
  return new SharkfinError({ code: 'worker-ended', message, remedy: 'Go on: a new worker starts by itself; a run goes on from its last checkpoint.' })
}

async function end(machine: Machine): Promise<void> {
  if (machine.state === 'gone') return
  post(machine, { kind: 'end' }, [])
  changeState(machine, 'ending')
  const deadline = setTimeout(() => kill(machine, 'it did not end in time'), END_DEADLINE)
  await machine.gone
  clearTimeout(deadline)
}

function changeState(machine: Machine, state: WorkerStatus['state']): void {
  machine.state = state
  machine.options.onStatus(statusOf(machine))
}

function statusOf({ options, state, child, story }: Machine): WorkerStatus {
  return { worker: options.name, state, pid: child.pid ?? null, story }
}
