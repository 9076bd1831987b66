/** How long a step takes on an engine: a few on zeros, and the engine is put back as it was. */
import { modelOf } from '../../core/network/model'
import type { Recipe } from '../../core/recipe/schema'
import type { TrainingEngine } from './engine'

/** Steps of the first two calls, and the most of a later one. */
const FEW = 8
const MOST = 512
/** Milliseconds of a later call, and how many there are: the least of them counts, since others only take time away. */
const CALL = 20
const CALLS = 3

/** @returns milliseconds a step; the bits of a run do not depend on it */
export async function timeStep(recipe: Recipe, engine: TrainingEngine): Promise<number> {
  const state = await engine.state()
  const { batch } = recipe.training
  const { inputs, outputs } = modelOf(recipe)
  const once = async (steps: number): Promise<number> => {
    const x = shared(steps * batch * inputs)
    const y = shared(steps * batch * outputs)
    const start = performance.now()
    await engine.train(x, y, state.step)
    return performance.now() - start
  }
  // The first call pays for what the engine builds when it first runs.
  await once(FEW)
  let least = (await once(FEW)) / FEW
  const steps = Math.min(MOST, Math.floor(CALL / least))
  for (let call = 0; call < CALLS && steps >= FEW; call++) least = Math.min(least, (await once(steps)) / steps)
  await engine.restore(state)
  return least
}

function shared(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(4 * length))
}
