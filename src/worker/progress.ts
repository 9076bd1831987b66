/**
 * The worker half of the progress wire (core/contract/progress.ts): merges losses between chunks, sends at most
 * CHUNKS_PER_SECOND of them, and waits while the window has CREDITS of them unanswered.
 */
import {
  CHUNKS_PER_SECOND,
  CREDITS,
  NETWORKS_PER_SECOND,
  progressAnswerSchema,
  type LossChunk,
  type NetworkChunk,
  type ProgressChunk,
  type ValidationChunk
} from '../core/contract/progress'
import type { ValidationPoint } from '../core/contract/run'
import type { ProgressPort } from './parent-port'

/** Losses kept while the window does not answer; the store has them all, so the oldest may go. */
const PENDING_LIMIT = 1 << 16

export type Pace = Pick<LossChunk, 'stepsPerSecond' | 'secondsLeft'>
export type Validation = Omit<ValidationChunk, 'kind' | 'run' | 'sequence' | 'earlier'>

export interface Progress {
  /** Whether the window wants to see the network, and may be sent it now. */
  readonly wantsNetwork: () => boolean
  readonly network: (run: string, step: number, vectors: NetworkChunk['vectors']) => void
  /** Losses of the steps from `firstStep` on; sent now, or with a later chunk. */
  readonly losses: (run: string, firstStep: number, losses: Float32Array, pace: Pace) => void
  readonly validation: (run: string, validation: Validation) => void
  /** Sends what is pending whatever the rate: a run came to rest. */
  readonly flush: () => void
  /** Replaces the port: the window was reloaded, or is new. */
  readonly attach: (port: ProgressPort) => void
}

interface Wire {
  port: ProgressPort | null
  sequence: number
  credited: number
  sentAt: number
  pending: { run: string; firstStep: number; count: number; pace: Pace } | null
  validation: { run: string; validation: Validation; earlier: ValidationPoint[] } | null
  watched: boolean
  networkAt: number
}

/** @param now milliseconds of a monotonic clock */
export function createProgress(now: () => number): Progress {
  const wire: Wire = { port: null, sequence: 0, credited: 0, sentAt: -Infinity, pending: null, validation: null, watched: false, networkAt: -Infinity }
  const buffer = new Float32Array(PENDING_LIMIT)
  const sendDue = (): void => {
    const due = now() - wire.sentAt >= 1000 / CHUNKS_PER_SECOND
    if (due && wire.sequence - wire.credited < CREDITS) send(wire, buffer, now())
  }
  return {
    wantsNetwork: () =>
      wire.port !== null && wire.watched && wire.sequence - wire.credited < CREDITS && now() - wire.networkAt >= 1000 / NETWORKS_PER_SECOND,
    network: (run, step, vectors) => {
      wire.networkAt = now()
      if (wire.port) post(wire, { kind: 'network', run, sequence: ++wire.sequence, step, vectors })
    },
    losses: (run, firstStep, losses, pace) => {
      merge(wire, buffer, run, firstStep, losses, pace)
      sendDue()
    },
    validation: (run, validation) => {
      wire.validation = { run, validation, earlier: earlierOf(wire.validation, run) }
      sendDue()
    },
    flush: () => send(wire, buffer, now()),
    attach: (port) => attach(wire, port, sendDue)
  }
}

/** What has not been sent yet and is now outdone: its losses are still drawn. */
function earlierOf(pending: Wire['validation'], run: string): ValidationPoint[] {
  if (pending?.run !== run) return []
  const { step, loss, trained } = pending.validation
  return [...pending.earlier, { step, loss, trained: trained?.loss ?? null }]
}

function attach(wire: Wire, port: ProgressPort, sendDue: () => void): void {
  wire.port?.close()
  wire.port = port
  wire.credited = wire.sequence
  wire.watched = false
  port.on('message', ({ data }) => {
    const answer = progressAnswerSchema.safeParse(data)
    if (!answer.success || wire.port !== port) return
    if (answer.data.kind === 'watch') wire.watched = answer.data.network
    else wire.credited = Math.min(wire.sequence, Math.max(wire.credited, answer.data.sequence))
    sendDue()
  })
  port.on('close', () => {
    if (wire.port === port) wire.port = null
  })
  port.start()
}

function merge(wire: Wire, buffer: Float32Array, run: string, firstStep: number, losses: Float32Array, pace: Pace): void {
  const { pending } = wire
  const follows = pending?.run === run && pending.firstStep + pending.count === firstStep
  const kept = follows ? Math.min(pending.count, PENDING_LIMIT - Math.min(losses.length, PENDING_LIMIT)) : 0
  if (follows && kept < pending.count) buffer.copyWithin(0, pending.count - kept, pending.count)
  const fresh = losses.length > PENDING_LIMIT ? losses.subarray(losses.length - PENDING_LIMIT) : losses
  buffer.set(fresh, kept)
  const count = kept + fresh.length
  wire.pending = { run, firstStep: firstStep + losses.length - count, count, pace }
}

function send(wire: Wire, buffer: Float32Array, time: number): void {
  if (!wire.port || (!wire.pending && !wire.validation)) return
  wire.sentAt = time
  if (wire.pending) {
    const { run, firstStep, count, pace } = wire.pending
    const losses = buffer.slice(0, count)
    post(wire, { kind: 'losses', run, sequence: ++wire.sequence, firstStep, losses, ...pace })
  }
  if (wire.validation) {
    const { run, validation, earlier } = wire.validation
    post(wire, { kind: 'validation', run, sequence: ++wire.sequence, ...validation, earlier })
  }
  wire.pending = null
  wire.validation = null
}

function post({ port }: Wire, chunk: ProgressChunk): void {
  port?.postMessage(chunk)
}
