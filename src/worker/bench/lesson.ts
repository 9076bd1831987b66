/**
 * A lesson's training as it runs in the app: simulation threads ahead, the engine on its own thread, every loss sent to a
 * port that answers. What starts before the clock is what the peer compiles before its own.
 */
import { MessageChannel } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import type { Recipe } from '../../core/recipe/schema'
import { chooseEngine } from '../engines/choose'
import { createEngineClient } from '../engines/client'
import type { ThreadEntries } from '../jobs/context'
import { createProgress } from '../progress'
import type { Progress } from '../progress'
import { createPace } from '../runs/pace'
import { stepsPerCall } from '../runs/steps-per-call'
import { createSimulationPool } from '../simulation/pool'
import type { SimulationPool } from '../simulation/pool'

const RUN = 'bench'
const SLOTS = 3

export interface LessonTraining {
  /** Trains `batches` batches or a few more, since slots are trained whole, from where the last call ended; milliseconds a batch. */
  readonly train: (batches: number) => Promise<number>
  readonly engine: string
  readonly close: () => Promise<void>
}

export async function startLesson(recipe: Recipe, threads: ThreadEntries): Promise<LessonTraining> {
  const { engine, step } = await chooseEngine(recipe, (kind) => createEngineClient({ kind, recipe, threadUrl: threads.engine }))
  const batchesPerSlot = await stepsPerCall(recipe, engine, step)
  const { seed } = recipe.training
  const pool = await createSimulationPool({ recipe, seed, threads: 1, threadUrl: threads.simulation, slots: SLOTS, batchesPerSlot })
  const window = listeningWindow()
  await warmUp(pool)
  let next = 0
  return {
    engine: engine.name,
    train: async (batches) => {
      const slots = Math.ceil(batches / batchesPerSlot)
      const pace = createPace(batches, () => performance.now())
      next = await drain(pool, next, batchesPerSlot)
      const start = performance.now()
      for (let k = 0; k < slots; k++) {
        const { slot, x, y } = await pool.take(next)
        const losses = await engine.train(x, y, next)
        pool.release(slot)
        pace.count(batchesPerSlot)
        window.progress.losses(RUN, next, losses, pace.at(k * batchesPerSlot))
        next += batchesPerSlot
      }
      window.progress.flush()
      return (performance.now() - start) / (slots * batchesPerSlot)
    },
    close: async () => {
      window.close()
      await Promise.all([pool.close(), engine.dispose()])
    }
  }
}

/** What was simulated while the peer ran is not used: it would be given to us for nothing. @returns the next batch */
async function drain(pool: SimulationPool, next: number, batchesPerSlot: number): Promise<number> {
  for (let k = 0; k < SLOTS; k++) pool.release((await pool.take(next + k * batchesPerSlot)).slot)
  return next + SLOTS * batchesPerSlot
}

/** The first slot takes the threads' own start. */
async function warmUp(pool: SimulationPool): Promise<void> {
  const { slot } = await pool.take(0)
  pool.release(slot)
}

/** A port at whose other end every chunk is taken and credited, as the window does. */
function listeningWindow(): { readonly progress: Progress; readonly close: () => void } {
  const { port1, port2 } = new MessageChannel()
  const progress = createProgress(() => performance.now())
  port2.on('message', (chunk: { readonly sequence: number }) => port2.postMessage({ kind: 'credit', sequence: chunk.sequence }))
  progress.attach(electronPort(port1))
  return { progress, close: () => port1.close() }
}

/** Electron's ports hand out events, Node's the data itself. */
function electronPort(port: MessagePort): Parameters<Progress['attach']>[0] {
  return {
    postMessage: (message) => port.postMessage(message),
    on: (event: 'message' | 'close', listener: ((event: { readonly data: unknown }) => void) | (() => void)) =>
      event === 'message'
        ? port.on('message', (data: unknown) => (listener as (event: { readonly data: unknown }) => void)({ data }))
        : port.on('close', listener as () => void),
    start: () => port.start(),
    close: () => port.close()
  }
}
