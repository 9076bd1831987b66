/** One training step of the recipe's network: the fused kernel on one thread against other ways to run the same step. */
import type { BenchRow } from '../../core/contract/answers'
import { modelOf } from '../../core/network/model'
import { volume } from '../../core/network/layers/layer'
import { Purpose } from '../../core/random/purpose'
import { createStream, uniformSingle } from '../../core/random/stream'
import type { Recipe } from '../../core/recipe/schema'
import type { TrainingEngine } from '../engines/engine'
import { createOnnxruntimeEngine } from '../engines/onnxruntime'
import { createTensorflowEngine } from '../engines/tensorflow'
import { createWasmEngine } from '../engines/wasm'
import { alternate, timed } from './alternate'

/** An engine trains this many steps a call, as in a run. */
const STEPS = 400
/** Eager TensorFlow.js has no calls to save and does fewer. */
const EAGER_STEPS = 20

/** Median microseconds of one step: 50-100-3, batch 32, Adam for the bundled recipe. */
export async function benchMlpStep(recipe: Recipe): Promise<BenchRow> {
  return against(recipe, await createTensorflowEngine({ recipe, threads: 1 }), EAGER_STEPS)
}

export async function benchMlpStepOnnxruntime(recipe: Recipe): Promise<BenchRow> {
  return against(recipe, await createOnnxruntimeEngine({ recipe, threads: 1 }), STEPS)
}

async function against(recipe: Recipe, peer: TrainingEngine, peerSteps: number): Promise<BenchRow> {
  const ours = await createWasmEngine({ recipe })
  const row = await alternate({
    ours: steps(ours, recipe, STEPS),
    peer: steps(peer, recipe, peerSteps),
    against: peer.name,
    unit: 'us',
    show: (milliseconds) => 1000 * milliseconds
  })
  await ours.dispose()
  await peer.dispose()
  const { inputs, layers } = modelOf(recipe)
  const sizes = [inputs, ...layers.map(({ output }) => volume(output))].join('-')
  return { ...row, note: `one step of ${sizes}, batch ${recipe.training.batch}, ${ours.name}` }
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
