/** A simulation thread: the other half of pool.ts. It opens its program once, then fills slots of shared memory. */
import { parentPort, workerData } from 'node:worker_threads'
import { openSamples } from '../../core/samples/open'
import { createSlotFiller } from './fill-slot'
import { fillSchema, threadStartSchema } from './messages'
import type { ThreadReport } from './messages'

if (!parentPort) throw new Error('thread.ts runs as a worker thread of pool.ts')
const port = parentPort
const { recipe, seed, kind, program, slots } = threadStartSchema.parse(workerData)
const fillSlot = createSlotFiller(openSamples(recipe, seed, program), kind, recipe.training.batch)

function report(message: ThreadReport): void {
  port.postMessage(message)
}

port.on('message', (message: unknown) => {
  const { slot, firstBatch, batches } = fillSchema.parse(message)
  const memory = slots[slot]
  if (!memory) throw new RangeError(`there is no slot ${slot}`)
  fillSlot(memory, firstBatch, batches)
  report({ type: 'filled', slot, firstBatch })
})
report({ type: 'ready' })
