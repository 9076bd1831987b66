/** Who else can run a training step here: onnxruntime, and TensorFlow.js on each of its backends. */
import { createRequire } from 'node:module'
import { errorData } from '../../core/contract/errors'
import { modelOf } from '../../core/network/model'
import type { Recipe } from '../../core/recipe/schema'
import type { TrainingEngine } from '../engines/engine'
import { createOnnxruntimeEngine } from '../engines/onnxruntime'
import { createTensorflowEngine } from '../engines/tensorflow'
import { createTensorflowAddonEngine, tensorflowAbsence } from '../engines/tensorflow-addon'

export type StepPeer = 'onnxruntime' | 'tensorflow-js' | 'tensorflow-js-wasm' | 'tensorflow-node'

export interface Absent {
  readonly absent: string
}

interface Peer {
  /** Of our steps in a round, how many it does: the eager ones are slow, and have no calls to save. */
  readonly share: number
  /** @param threads that it may use, where it lets itself be told */
  readonly open: (recipe: Recipe, threads: number) => Promise<TrainingEngine | Absent>
}

const EAGER = 1 / 20
/** Only for this measurement, so that packages do not carry it. */
const WASM_BACKEND = '@tensorflow/tfjs-backend-wasm'

export const STEP_PEERS: Readonly<Record<StepPeer, Peer>> = {
  onnxruntime: { share: 1, open: (recipe, threads) => createOnnxruntimeEngine({ recipe, threads }) },
  'tensorflow-js': { share: EAGER, open: (recipe) => createTensorflowEngine({ recipe, threads: 1 }) },
  'tensorflow-js-wasm': { share: EAGER, open: (recipe) => ableToTrain(recipe, () => openWasmBackend(recipe)) },
  'tensorflow-node': { share: EAGER, open: (recipe) => ableToTrain(recipe, () => openAddon(recipe)) }
}

/** TensorFlow.js that we bundle and the backend's own find one engine on the global object, and so does the backend. */
async function openWasmBackend(recipe: Recipe): Promise<TrainingEngine | Absent> {
  const load = createRequire(import.meta.url)
  try {
    load(WASM_BACKEND)
  } catch {
    return { absent: `${WASM_BACKEND} is not installed; it is, in a checkout of the source` }
  }
  return createTensorflowEngine({ recipe, threads: 1 }, { backend: 'wasm', name: 'tensorflow.js wasm' })
}

async function openAddon(recipe: Recipe): Promise<TrainingEngine | Absent> {
  const absence = tensorflowAbsence()
  return absence ? { absent: `${absence.why} ${absence.remedy}` } : createTensorflowAddonEngine({ recipe, threads: 1 })
}

/** A backend may lack the gradient of an operation: that is found by training one step. */
async function ableToTrain(recipe: Recipe, open: () => Promise<TrainingEngine | Absent>): Promise<TrainingEngine | Absent> {
  const engine = await open()
  if ('absent' in engine) return engine
  const { inputs, outputs } = modelOf(recipe)
  const { batch } = recipe.training
  try {
    await engine.train(new Float32Array(batch * inputs), new Float32Array(batch * outputs), 0)
    return engine
  } catch (thrown) {
    await engine.dispose()
    return { absent: `${engine.name} cannot train this network: ${errorData(thrown).message}` }
  }
}
