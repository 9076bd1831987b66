/** The engine on onnxruntime: the recorded step as the body of a Scan, many steps a call. */
import type { InferenceSession, Tensor } from 'onnxruntime-node'
import { modelFile } from '../../core/compile/3-emit/onnx/model'
import { graphProto } from '../../core/compile/3-emit/onnx/graph'
import { scanName, scanProto } from '../../core/compile/3-emit/onnx/scan'
import { STATES, predictionGraph, trainingGraph } from '../../core/compile/network'
import { modelOf } from '../../core/network/model'
import type { NetworkModel } from '../../core/network/model'
import { parameterCount } from '../../core/network/parameters'
import type { Recipe } from '../../core/recipe/schema'
import { checkState, stepsIn } from './engine'
import type { EngineOptions, EngineState, TrainingEngine } from './engine'
import { copyState, initialState } from './initial-state'
import { createSession, float32Result, float32Tensor } from './session'
import { stepScalars } from './step-scalars'

/** The tensors onnxruntime put out last are the next call's inputs. */
type StateTensors = Readonly<Record<(typeof STATES)[number], Tensor>>

interface Running {
  readonly recipe: Recipe
  readonly model: NetworkModel
  readonly training: InferenceSession
  readonly prediction: InferenceSession
  tensors: StateTensors
  step: number
}

export function trainingFile(recipe: Recipe): Uint8Array {
  const { optimiser, batch } = recipe.training
  return modelFile(scanProto(trainingGraph(modelOf(recipe), optimiser, batch), STATES.length))
}

export async function createOnnxruntimeEngine({ recipe, threads, state }: EngineOptions): Promise<TrainingEngine> {
  const model = modelOf(recipe)
  const start = state ?? initialState(recipe)
  checkState(start, parameterCount(model))
  const running: Running = {
    recipe,
    model,
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
      checkState(restored, parameterCount(model))
      Object.assign(running, load(restored))
    },
    dispose: async () => {
      await running.training.release()
      await running.prediction.release()
    }
  }
}

function load(state: EngineState): Pick<Running, 'tensors' | 'step'> {
  const { parameters, firstMoment, secondMoment, step } = copyState(state)
  const vector = (data: Float32Array): Tensor => float32Tensor(data, [data.length])
  const tensors = {
    parameters: vector(parameters),
    firstMoment: vector(firstMoment),
    secondMoment: vector(secondMoment)
  }
  return { tensors, step }
}

function singles({ data }: Tensor): Float32Array<ArrayBuffer> {
  if (!(data instanceof Float32Array)) throw new Error('a state that is not float32')
  return data.slice()
}

function stateOf({ tensors, step }: Running): EngineState {
  return {
    parameters: singles(tensors.parameters),
    firstMoment: singles(tensors.firstMoment),
    secondMoment: singles(tensors.secondMoment),
    step
  }
}

async function train(
  running: Running,
  x: Float32Array,
  y: Float32Array,
  firstStep: number
): Promise<Float32Array<ArrayBuffer>> {
  const { model, recipe, training, tensors } = running
  const { batch } = recipe.training
  const steps = stepsIn(x, y, { x: batch * model.inputs, y: batch * model.outputs })
  const { rate, damping } = stepScalars(recipe.training, firstStep, steps)
  const results = await training.run({
    ...Object.fromEntries(STATES.map((name) => [scanName.before(name), tensors[name]])),
    [scanName.each('x')]: float32Tensor(x, [steps, batch, model.inputs]),
    [scanName.each('y')]: float32Tensor(y, [steps, batch, model.outputs]),
    [scanName.each('rate')]: float32Tensor(rate, [steps]),
    [scanName.each('damping')]: float32Tensor(damping, [steps])
  })
  const after = (name: (typeof STATES)[number]): Tensor => {
    const data = float32Result(results, scanName.after(name))
    return float32Tensor(data, [data.length])
  }
  running.tensors = {
    parameters: after('parameters'),
    firstMoment: after('firstMoment'),
    secondMoment: after('secondMoment')
  }
  running.step = firstStep + steps
  return float32Result(results, scanName.each('loss'))
}

async function predict(
  { model, prediction, tensors }: Running,
  x: Float32Array,
  rows: number
): Promise<Float32Array<ArrayBuffer>> {
  if (x.length !== rows * model.inputs) throw new Error(`${x.length} numbers are not ${rows} rows of ${model.inputs}`)
  const results = await prediction.run({
    parameters: tensors.parameters,
    x: float32Tensor(x, [rows, model.inputs])
  })
  return float32Result(results, 'y')
}
