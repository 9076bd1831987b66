/** The engine on onnxruntime: the recorded step as the body of a Scan, many steps a call. */
import type { InferenceSession, Tensor } from 'onnxruntime-node'
import { modelFile } from '../../core/compile/3-emit/onnx/model'
import { graphProto } from '../../core/compile/3-emit/onnx/graph'
import { scanName, scanProto } from '../../core/compile/3-emit/onnx/scan'
import { predictionGraph, trainingGraph } from '../../core/compile/network'
import { modelOf } from '../../core/network/model'
import type { NetworkModel } from '../../core/network/model'
import { readingVectors } from '../../core/network/reading'
import type { StateVector, Vectors } from '../../core/network/state'
import { vectorOf } from '../../core/network/state'
import { stepLayout } from '../../core/network/step'
import type { Recipe } from '../../core/recipe/schema'
import { checkState, stepsIn } from './engine'
import type { EngineOptions, EngineState, TrainingEngine } from './engine'
import { copyState, initialState } from './initial-state'
import { createSession, float32Result, float32Tensor } from './session'
import { stepRandoms } from './step-randoms'
import { stepScalars } from './step-scalars'

interface Running {
  readonly recipe: Recipe
  readonly model: NetworkModel
  readonly states: readonly StateVector[]
  readonly training: InferenceSession
  readonly prediction: InferenceSession
  /** What onnxruntime put out last is the next call's input. */
  tensors: Vectors<Tensor>
  step: number
}

export function trainingFile(recipe: Recipe): Uint8Array {
  const model = modelOf(recipe)
  const { states } = stepLayout(model, recipe.training)
  return modelFile(scanProto(trainingGraph(model, recipe.training), states.length))
}

export async function createOnnxruntimeEngine({ recipe, threads, state }: EngineOptions): Promise<TrainingEngine> {
  const model = modelOf(recipe)
  const { states } = stepLayout(model, recipe.training)
  const start = state ?? initialState(recipe)
  checkState(start, states)
  const running: Running = {
    recipe,
    model,
    states,
    training: await createSession(trainingFile(recipe), threads),
    prediction: await createSession(modelFile(graphProto(predictionGraph(model))), threads),
    ...load(start)
  }
  return {
    name: `onnxruntime cpu, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    train: (x, y, firstStep) => train(running, x, y, firstStep),
    predict: (x, rows) => predict(running, x, rows),
    state: async () => stateOf(running),
    restore: async (restored) => {
      checkState(restored, states)
      Object.assign(running, load(restored))
    },
    dispose: async () => {
      await running.training.release()
      await running.prediction.release()
    }
  }
}

function load(state: EngineState): Pick<Running, 'tensors' | 'step'> {
  const { vectors, step } = copyState(state)
  const tensors = Object.entries(vectors).map(([name, data]) => [name, float32Tensor(data, [data.length])] as const)
  return { tensors: Object.fromEntries(tensors), step }
}

function singles({ data }: Tensor): Float32Array<ArrayBuffer> {
  if (!(data instanceof Float32Array)) throw new Error('a state that is not float32')
  return data.slice()
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
  const { model, states, recipe, training, tensors } = running
  const { batch } = recipe.training
  const steps = stepsIn(x, y, { x: batch * model.inputs, y: batch * model.outputs })
  const scalars = [...stepScalars(recipe.training, firstStep, steps)]
  const randoms = stepRandoms(model, recipe.training, firstStep, steps)
  const results = await training.run({
    ...Object.fromEntries(states.map(({ name }) => [scanName.before(name), vectorOf(tensors, name)])),
    [scanName.each('x')]: float32Tensor(x, [steps, batch, model.inputs]),
    [scanName.each('y')]: float32Tensor(y, [steps, batch, model.outputs]),
    ...Object.fromEntries(scalars.map(([name, column]) => [scanName.each(name), float32Tensor(column, [steps])])),
    ...Object.fromEntries(randoms.map(({ name, shape, numbers }) => [scanName.each(name), float32Tensor(numbers, [steps, ...shape])]))
  })
  const after = states.map(({ name, size }) => [name, float32Tensor(float32Result(results, scanName.after(name)), [size])] as const)
  running.tensors = Object.fromEntries(after)
  running.step = firstStep + steps
  return float32Result(results, scanName.each('loss'))
}

async function predict(running: Running, x: Float32Array, rows: number): Promise<Float32Array<ArrayBuffer>> {
  const { model, prediction, recipe } = running
  if (x.length !== rows * model.inputs) throw new Error(`${x.length} numbers are not ${rows} rows of ${model.inputs}`)
  const read = readingVectors(model, recipe.training, stateOf(running))
  const results = await prediction.run({
    ...Object.fromEntries(Object.entries(read).map(([name, vector]) => [name, float32Tensor(vector, [vector.length])])),
    x: float32Tensor(x, [rows, model.inputs])
  })
  return float32Result(results, 'y')
}
