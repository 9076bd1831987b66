/**
 * The same step run eagerly by TensorFlow.js on one of its backends. On its own plain-JavaScript one it is slow, and an
 * independent check of what was recorded; on TensorFlow's addon it is an engine (tensorflow-addon.ts). TensorFlow.js keeps
 * one backend for everybody in the process; this engine takes it for the length of each call.
 */
import '@tensorflow/tfjs-backend-cpu'
import { dispose, enableProdMode, setBackend, scalar, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core'
import type { Tensor } from '@tensorflow/tfjs-core'
import { predict as predictTargets, readingValues } from '../../core/network/forward'
import type { Reading } from '../../core/network/losses/rule'
import { modelOf } from '../../core/network/model'
import type { NetworkModel } from '../../core/network/model'
import { readingVectors } from '../../core/network/reading'
import type { Vectors } from '../../core/network/state'
import { scalarsAt, stepLayout, trainingStep } from '../../core/network/step'
import type { TrainingRecipe } from '../../core/recipe/training'
import { checkState, stepsIn } from './engine'
import type { EngineOptions, EngineState, TrainingEngine } from './engine'
import { copyState, initialState } from './initial-state'
import { stepRandoms } from './step-randoms'

/** A backend by TensorFlow.js's name of it, and in words. */
export interface EagerBackend {
  readonly backend: string
  readonly name: string
}

const PLAIN: EagerBackend = { backend: 'cpu', name: 'tensorflow.js cpu' }

interface Running {
  readonly backend: string
  readonly model: NetworkModel
  readonly training: TrainingRecipe
  tensors: Vectors<Tensor>
  step: number
}

/** Threads are the backend's own affair, whatever `threads` says. */
export async function createTensorflowEngine({ recipe, state }: EngineOptions, { backend, name } = PLAIN): Promise<TrainingEngine> {
  // Production mode: no advice about other packages on the console.
  enableProdMode()
  const model = modelOf(recipe)
  const { states } = stepLayout(model, recipe.training)
  const start = state ?? (await initialState(recipe))
  checkState(start, states)
  await useBackend(backend)
  const running: Running = { backend, model, training: recipe.training, ...load(start) }
  return {
    name,
    train: (x, y, firstStep) => train(running, x, y, firstStep),
    predict: (x, rows) => predict(running, x, rows),
    state: async () => stateOf(running),
    restore: async (restored) => {
      checkState(restored, states)
      await useBackend(backend)
      release(running.tensors)
      Object.assign(running, load(restored))
    },
    dispose: async () => release(running.tensors)
  }
}

/** @throws a defect when no backend of that name was registered */
async function useBackend(name: string): Promise<void> {
  if (!(await setBackend(name))) throw new Error(`TensorFlow.js has no backend ${name}`)
}

function release(tensors: Vectors<Tensor>): void {
  dispose(Object.values(tensors))
}

function load(state: EngineState): Pick<Running, 'tensors' | 'step'> {
  const { vectors, step } = copyState(state)
  return { tensors: Object.fromEntries(Object.entries(vectors).map(([name, vector]) => [name, tensor1d(vector)])), step }
}

function singles(tensor: Tensor): Float32Array<ArrayBuffer> {
  return Float32Array.from(tensor.dataSync<'float32'>())
}

function stateOf({ tensors, step }: Running): EngineState {
  return { vectors: Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, singles(tensor)])), step }
}

async function train(
  running: Running,
  x: Float32Array,
  y: Float32Array,
  firstStep: number
): Promise<Float32Array<ArrayBuffer>> {
  const { backend, model, training } = running
  const size = { x: training.batch * model.inputs, y: training.batch * model.outputs }
  const steps = stepsIn(x, y, size)
  await useBackend(backend)
  const losses = new Float32Array(steps)
  for (let index = 0; index < steps; index++) {
    const batch = {
      x: x.slice(index * size.x, (index + 1) * size.x),
      y: y.slice(index * size.y, (index + 1) * size.y)
    }
    losses[index] = trainOnce(running, batch, firstStep + index)
  }
  running.step = firstStep + steps
  return losses
}

/** @returns the loss before the step */
function trainOnce(running: Running, batch: { readonly x: Float32Array; readonly y: Float32Array }, step: number): number {
  const { model, training, tensors } = running
  const scalars = Object.entries(scalarsAt(training, step))
  const randoms = stepRandoms(model, training, step, 1)
  let loss = NaN
  const next = tidy(() => {
    const after = trainingStep(model, training, tensors, {
      x: tensor2d(batch.x, [training.batch, model.inputs]),
      y: tensor2d(batch.y, [training.batch, model.outputs]),
      scalars: Object.fromEntries(scalars.map(([name, value]) => [name, scalar(value)])),
      randoms: Object.fromEntries(randoms.map(({ name, shape, numbers }) => [name, tensor2d(numbers, [...shape])]))
    })
    loss = after.loss.dataSync()[0] ?? NaN
    return after.state
  })
  release(tensors)
  running.tensors = next
  return loss
}

async function predict(running: Running, x: Float32Array, rows: number): Promise<Reading<Float32Array<ArrayBuffer>>> {
  const { backend, model, training } = running
  await useBackend(backend)
  const read = readingVectors(model, training, stateOf(running))
  const { value, deviation } = tidy(() => {
    const vectors = Object.fromEntries(Object.entries(read).map(([name, vector]) => [name, tensor1d(vector)]))
    return { ...predictTargets(model, readingValues(model, vectors), tensor2d(x.slice(), [rows, model.inputs])) }
  })
  const reading = { value: singles(value), ...(deviation ? { deviation: singles(deviation) } : {}) }
  dispose({ value, ...(deviation ? { deviation } : {}) })
  return reading
}
