/** One training step of a recipe's network: the fused kernel, on all cores where they pay, against other ways to run the same step. */
import { availableParallelism } from 'node:os'
import type { BenchRow } from '../../core/contract/answers'
import { volume } from '../../core/network/layers/layer'
import { modelOf } from '../../core/network/model'
import { Purpose } from '../../core/random/purpose'
import { createStream, uniformSingle } from '../../core/random/stream'
import type { Recipe } from '../../core/recipe/schema'
import type { TrainingEngine } from '../engines/engine'
import { createWasmEngine } from '../engines/wasm'
import { alone, alternate, timed } from './alternate'
import { STEP_PEERS, type StepPeer } from './step-peers'

/** Numbers of a batch below which a call trains 400 steps, as in a run; larger batches train fewer. */
const SMALL_BATCH = 4_000
const STEPS = 400
const LARGE_STEPS = 20

/**
 * Median microseconds of one step.
 * @param kernelUrl of a kernel's threads: nothing is simulated meanwhile, so that all cores are there for the step
 * @returns without a ratio, and with the reason, where the peer is not there or cannot train this network
 */
export async function benchStep(recipe: Recipe, name: StepPeer, kernelUrl: URL): Promise<BenchRow> {
  const { inputs, layers } = modelOf(recipe)
  const { batch } = recipe.training
  const cores = availableParallelism()
  const ours = await createWasmEngine({ recipe, kernelThreads: { url: kernelUrl, most: cores } })
  const count = batch * inputs < SMALL_BATCH ? STEPS : LARGE_STEPS
  const train = steps(ours, recipe, count)
  const note = `one step of ${[inputs, ...layers.map(({ output }) => volume(output))].join('-')}, batch ${batch}, ${ours.name} of ${cores} cores`
  const peer = await STEP_PEERS[name].open(recipe, ours.threads)
  try {
    if ('absent' in peer) return { ...alone(1000 * (await train()), 'us'), note: `${note}; no peer: ${peer.absent}` }
    const row = await alternate({
      ours: train,
      peer: steps(peer, recipe, STEP_PEERS[name].share * count),
      against: peer.name,
      unit: 'us',
      show: (milliseconds) => 1000 * milliseconds
    })
    return { ...row, note }
  } finally {
    await ours.dispose()
    if ('dispose' in peer) await peer.dispose()
  }
}

/** Numbers like those of a run, drawn once: only the time counts. */
function steps(engine: TrainingEngine, recipe: Recipe, count: number): () => Promise<number> {
  const { inputs, outputs } = modelOf(recipe)
  const stream = createStream(1, Purpose.prior)
  const draw = (width: number): Float32Array =>
    Float32Array.from({ length: count * recipe.training.batch * width }, () => uniformSingle(stream))
  const x = draw(inputs)
  const y = draw(outputs)
  return () => timed(count, () => engine.train(x, y, 0))
}
