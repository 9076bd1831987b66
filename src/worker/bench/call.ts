/** What it costs that a run's steps are cut into calls, between which it can be seen, paused and stopped. */
import type { BenchRow } from '../../core/contract/answers'
import { portsOf } from '../../core/recipe/ports'
import type { Recipe } from '../../core/recipe/schema'
import { createEngineClient } from '../engines/client'
import { stepsPerCall } from '../runs/steps-per-call'
import { alternate, timed } from './alternate'

/** A round is so many calls of a run, against one call of as many steps. */
const CALLS = 12

/** Microseconds of a step in calls as long as a run makes them; the ratio is what one long call takes of that. */
export async function benchCall(recipe: Recipe, threadUrl: URL): Promise<BenchRow> {
  const engine = await createEngineClient({ kind: 'wasm', recipe, threadUrl })
  try {
    const steps = await stepsPerCall(recipe, engine)
    const { inputs, outputs } = portsOf(recipe)
    const [x, y] = [sharedNumbers(CALLS * steps * recipe.training.batch * inputs), sharedNumbers(CALLS * steps * recipe.training.batch * outputs)]
    const [wide, high] = [x.length / CALLS, y.length / CALLS]
    const inCalls = (): Promise<number> =>
      timed(CALLS * steps, async () => {
        for (let call = 0; call < CALLS; call++) {
          await engine.train(x.subarray(call * wide, (call + 1) * wide), y.subarray(call * high, (call + 1) * high), call * steps)
        }
      })
    const inOne = (): Promise<number> => timed(CALLS * steps, () => engine.train(x, y, 0))
    const row = await alternate({ ours: inCalls, peer: inOne, against: `one call of ${CALLS * steps}`, unit: 'us', show: (time) => 1000 * time })
    return { ...row, note: `calls of ${steps} steps, ${engine.name}` }
  } finally {
    await engine.dispose()
  }
}

/** As a run's batches lie: in memory that threads share, so that no message copies them. */
function sharedNumbers(length: number): Float32Array<SharedArrayBuffer> {
  const numbers = new Float32Array(new SharedArrayBuffer(Float32Array.BYTES_PER_ELEMENT * length))
  for (let index = 0; index < length; index++) numbers[index] = Math.sin(index)
  return numbers
}
