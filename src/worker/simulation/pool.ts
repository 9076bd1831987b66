/**
 * Batches prepared ahead while the engine trains: the host half of thread.ts. A slot is a few consecutive batches on
 * shared memory; it is free, being filled, filled, or taken by the trainer. Threads wait when no slot is free.
 */
import { Worker } from 'node:worker_threads'
import { SharkfinError } from '../../core/contract/errors'
import type { DrawKind } from '../../core/random/draw'
import { portsOf } from '../../core/recipe/ports'
import type { Recipe } from '../../core/recipe/schema'
import { openSamples } from '../../core/samples/open'
import { compileSamples } from '../../core/samples/program'
import { createSlotFiller } from './fill-slot'
import { withJoinedVectors } from './joined-kernel'
import type { SlotMemory } from './fill-slot'
import { threadReportSchema } from './messages'
import type { FillMessage, ThreadStart } from './messages'

export interface PoolOptions {
  readonly recipe: Recipe
  readonly seed: number
  readonly kind?: DrawKind
  /** 0 simulates inside `take`, without threads, with the same bits. */
  readonly threads: number
  /** Built thread.ts; the bundler decides where it lies. Needed where threads > 0. */
  readonly threadUrl?: URL
  readonly slots: number
  /** At most. */
  readonly batchesPerSlot: number
  /** No slot reaches over a multiple of this: where something is to be done between two batches, whatever the slots' length. */
  readonly border?: number
  readonly firstBatch?: number
}

/** Batches `firstBatch` to `firstBatch + batches - 1`; the arrays are as long as the longest slot's and belong to the trainer until released. */
export interface TakenSlot extends SlotMemory {
  readonly slot: number
  readonly firstBatch: number
  readonly batches: number
}

export interface SimulationPool {
  /**
   * The slot that begins with batch `firstBatch`. Asked for where the last one ended it is usually ready; anything
   * else starts the preparation anew from there.
   * @throws SharkfinError `simulation-thread-died`, naming the thread
   */
  readonly take: (firstBatch: number) => Promise<TakenSlot>
  readonly release: (slot: number) => void
  readonly close: () => Promise<void>
}

interface Slot {
  readonly memory: SlotMemory
  state: 'free' | 'filling' | 'filled' | 'taken'
  firstBatch: number
}

interface Waiting {
  readonly firstBatch: number
  readonly resolve: (taken: TakenSlot) => void
  readonly reject: (error: SharkfinError) => void
}

interface State {
  readonly options: PoolOptions
  readonly slots: readonly Slot[]
  readonly idle: Worker[]
  nextBatch: number
  waiting: Waiting | undefined
  failure: SharkfinError | undefined
  closed: boolean
}

/** @throws SharkfinError whose code begins with `formula-` */
export async function createSimulationPool(options: PoolOptions): Promise<SimulationPool> {
  const { recipe, seed, kind = 'training', threads, threadUrl } = options
  const program = withJoinedVectors(await compileSamples(recipe), recipe)
  const slots = Array.from({ length: options.slots }, () => createSlot(options))
  const state: State = {
    options,
    slots,
    idle: [],
    nextBatch: options.firstBatch ?? 0,
    waiting: undefined,
    failure: undefined,
    closed: false
  }
  if (threads > 0 && !threadUrl) throw new RangeError('threads were asked for, but not where their entry lies')
  if (!threadUrl || threads === 0) {
    const fill = createSlotFiller(openSamples(recipe, seed, program), kind, recipe.training.batch)
    return inlinePool(state, fill)
  }
  const start: ThreadStart = { recipe, seed, kind, program, slots: slots.map(({ memory }) => memory) }
  return threadedPool(state, Array.from({ length: threads }, (_, k) => startThread(state, threadUrl, start, k + 1)))
}

function createSlot({ recipe, batchesPerSlot }: PoolOptions): Slot {
  const samples = batchesPerSlot * recipe.training.batch
  const { inputs, outputs } = portsOf(recipe)
  const make = (width: number): Float32Array => new Float32Array(new SharedArrayBuffer(4 * samples * width))
  const memory = { x: make(inputs), y: make(outputs) }
  return { memory, state: 'free', firstBatch: -1 }
}

function taken(state: State, index: number, slot: Slot): TakenSlot {
  slot.state = 'taken'
  return { ...slot.memory, slot: index, firstBatch: slot.firstBatch, batches: slotLength(state.options, slot.firstBatch) }
}

/** Pieces of one length between two borders, as long as they may be. */
function slotLength({ batchesPerSlot, border }: PoolOptions, firstBatch: number): number {
  if (border === undefined) return batchesPerSlot
  const piece = Math.ceil(border / Math.ceil(border / batchesPerSlot))
  return Math.min(piece, border - (firstBatch % border))
}

function release({ slots }: State, index: number): void {
  const slot = slots[index]
  if (slot?.state === 'taken') slot.state = 'free'
}

function inlinePool(state: State, fill: (memory: SlotMemory, firstBatch: number, batches: number) => void): SimulationPool {
  return {
    take: async (firstBatch) => {
      const index = state.slots.findIndex((slot) => slot.state === 'free')
      const slot = state.slots[index]
      if (!slot) throw new RangeError('every slot is taken: release one first')
      slot.firstBatch = firstBatch
      fill(slot.memory, firstBatch, slotLength(state.options, firstBatch))
      return taken(state, index, slot)
    },
    release: (index) => release(state, index),
    close: async () => {}
  }
}

function threadedPool(state: State, workers: readonly Worker[]): SimulationPool {
  return {
    take: (firstBatch) =>
      new Promise((resolve, reject) => {
        if (state.failure) return reject(state.failure)
        if (state.waiting) return reject(new RangeError('one take at a time'))
        state.waiting = { firstBatch, resolve, reject }
        if (!isComing(state, firstBatch)) startAnew(state, firstBatch)
        serve(state)
        assign(state)
      }),
    release: (index) => {
      release(state, index)
      assign(state)
    },
    close: async () => {
      state.closed = true
      await Promise.all(workers.map((worker) => worker.terminate()))
    }
  }
}

/** To be the next that is assigned is not enough: every slot may hold batches before it, which nobody will take. */
function isComing({ slots }: State, firstBatch: number): boolean {
  return slots.some((slot) => slot.firstBatch === firstBatch && (slot.state === 'filling' || slot.state === 'filled'))
}

/** Forgets what was prepared. A slot that is still being filled is freed when its thread reports it. */
function startAnew(state: State, firstBatch: number): void {
  state.nextBatch = firstBatch
  for (const slot of state.slots) {
    if (slot.state === 'filled') slot.state = 'free'
    if (slot.state === 'filling') slot.firstBatch = -1
  }
}

/** Gives the trainer the slot it waits for, where it is filled. */
function serve(state: State): void {
  const { waiting, slots } = state
  if (!waiting) return
  const index = slots.findIndex((slot) => slot.state === 'filled' && slot.firstBatch === waiting.firstBatch)
  const slot = slots[index]
  if (!slot) return
  state.waiting = undefined
  waiting.resolve(taken(state, index, slot))
}

/** Gives free slots to idle threads, in the order of batches. */
function assign(state: State): void {
  for (;;) {
    const index = state.slots.findIndex((slot) => slot.state === 'free')
    const slot = state.slots[index]
    const worker = slot ? state.idle.shift() : undefined
    if (!slot || !worker) return
    slot.state = 'filling'
    slot.firstBatch = state.nextBatch
    const batches = slotLength(state.options, slot.firstBatch)
    state.nextBatch += batches
    const message: FillMessage = { type: 'fill', slot: index, firstBatch: slot.firstBatch, batches }
    worker.postMessage(message)
  }
}

function startThread(state: State, url: URL, start: ThreadStart, number: number): Worker {
  const name = `simulation ${number}`
  const worker = new Worker(url, { workerData: start, name })
  worker.on('message', (message: unknown) => {
    const report = threadReportSchema.parse(message)
    if (report.type === 'filled') finish(state, report.slot, report.firstBatch)
    state.idle.push(worker)
    serve(state)
    assign(state)
  })
  worker.on('error', (error) => fail(state, name, error.message))
  worker.on('exit', (code) => fail(state, name, `exit code ${code}`))
  return worker
}

function finish({ slots }: State, index: number, firstBatch: number): void {
  const slot = slots[index]
  if (slot) slot.state = slot.firstBatch === firstBatch ? 'filled' : 'free'
}

function fail(state: State, name: string, why: string): void {
  if (state.closed || state.failure) return
  state.failure = new SharkfinError({
    code: 'simulation-thread-died',
    message: `The thread "${name}" stopped: ${why}.`,
    remedy: 'Go on from the last checkpoint; with zero simulation threads the worker simulates by itself.'
  })
  const { waiting } = state
  state.waiting = undefined
  waiting?.reject(state.failure)
}
