/**
 * The engines on onnxruntime: the recorded step as the body of a Scan or unrolled, many steps a call, on the provider that
 * is named.
 */
import type { InferenceSession, Tensor } from 'onnxruntime-node'
import { modelFile } from '../../core/compile/3-emit/onnx/model'
import { graphProto } from '../../core/compile/3-emit/onnx/graph'
import { scanName, scanProto } from '../../core/compile/3-emit/onnx/scan'
import { unroll } from '../../core/compile/3-emit/onnx/unroll'
import { predictionGraph, trainingGraph } from '../../core/compile/network'
import type { Reading } from '../../core/network/losses/rule'
import { modelOf, predictsDeviation } from '../../core/network/model'
import type { NetworkModel } from '../../core/network/model'
import { readingVectors } from '../../core/network/reading'
import type { StateVector, Vectors } from '../../core/network/state'
import { vectorOf } from '../../core/network/state'
import { stepLayout } from '../../core/network/step'
import type { Recipe } from '../../core/recipe/schema'
import { createStateReader, type StateReader } from './device-state'
import { checkState, stepsIn } from './engine'
import type { EngineOptions, EngineState, TrainingEngine } from './engine'
import { copyState, initialState } from './initial-state'
import { CPU, type Provider } from './provider'
import { createSession, createSessionOn, float32Result, float32Tensor, tensorResult } from './session'
import { stepRandoms } from './step-randoms'
import { stepScalars } from './step-scalars'

interface Running {
  readonly recipe: Recipe
  readonly model: NetworkModel
  readonly states: readonly StateVector[]
  readonly blocks: readonly Block[]
  readonly prediction: InferenceSession
  readonly reader: StateReader
  /** What onnxruntime put out last is the next call's input. */
  tensors: Vectors<Tensor>
  step: number
}

/** Trains `steps` steps in one call, or as many as it is given. */
interface Block {
  readonly steps: number | 'any'
  readonly session: InferenceSession
}

export function trainingFile(recipe: Recipe, steps: number | 'any' = 'any'): Uint8Array {
  const model = modelOf(recipe)
  const { states } = stepLayout(model, recipe.training)
  const body = trainingGraph(model, recipe.training)
  return modelFile(steps === 'any' ? scanProto(body, states.length) : graphProto(unroll(body, states.length, steps)))
}

/** @throws Error in onnxruntime's words where the provider or its device is not there */
export async function createOnnxruntimeEngine(options: EngineOptions, provider: Provider = CPU): Promise<TrainingEngine> {
  const { recipe, threads, state } = options
  const model = modelOf(recipe)
  const { states } = stepLayout(model, recipe.training)
  const start = state ?? (await initialState(recipe))
  checkState(start, states)
  const running: Running = { recipe, model, states, ...(await openSessions(options, provider, states)), ...load(start) }
  return {
    name: provider === CPU ? `onnxruntime cpu, ${threads} ${threads === 1 ? 'thread' : 'threads'}` : `onnxruntime ${provider.kind}`,
    train: (x, y, firstStep) => train(running, x, y, firstStep),
    predict: (x, rows) => predict(running, x, rows),
    state: () => stateOf(running),
    restore: async (restored) => {
      checkState(restored, states)
      release(running.tensors)
      Object.assign(running, load(restored))
    },
    dispose: () => close(running)
  }
}

async function openSessions(
  { recipe, threads }: EngineOptions,
  { provider, blocks, keepsState }: Provider,
  states: readonly StateVector[]
): Promise<Pick<Running, 'blocks' | 'prediction' | 'reader'>> {
  const keep = keepsState ? states.map(({ name }) => scanName.after(name)) : []
  const opened: Block[] = []
  for (const steps of blocks) {
    opened.push({ steps, session: await createSessionOn(trainingFile(recipe, steps), { provider, threads, keep }) })
  }
  const predicting = modelFile(graphProto(predictionGraph(modelOf(recipe))))
  // Few rows, seldom: on the processor, but where the parameters are elsewhere.
  const prediction = keepsState ? await createSessionOn(predicting, { provider, threads }) : await createSession(predicting, threads)
  return { blocks: opened, prediction, reader: await createStateReader(keepsState ? provider : 'cpu') }
}

async function close({ tensors, blocks, prediction, reader }: Running): Promise<void> {
  release(tensors)
  for (const { session } of blocks) await session.release()
  await prediction.release()
  await reader.dispose()
}

function load(state: EngineState): Pick<Running, 'tensors' | 'step'> {
  const { vectors, step } = copyState(state)
  const tensors = Object.entries(vectors).map(([name, data]) => [name, float32Tensor(data, [data.length])] as const)
  return { tensors: Object.fromEntries(tensors), step }
}

/** Gives a device its memory back; the processor's is collected. */
function release(tensors: Vectors<Tensor>): void {
  for (const tensor of Object.values(tensors)) tensor.dispose()
}

async function stateOf({ tensors, step, reader }: Running): Promise<EngineState> {
  const vectors: Record<string, Float32Array<ArrayBuffer>> = {}
  for (const [name, tensor] of Object.entries(tensors)) vectors[name] = await reader.read(tensor)
  return { vectors, step }
}

async function train(
  running: Running,
  x: Float32Array,
  y: Float32Array,
  firstStep: number
): Promise<Float32Array<ArrayBuffer>> {
  const { model, recipe, blocks } = running
  const size = { x: recipe.training.batch * model.inputs, y: recipe.training.batch * model.outputs }
  const steps = stepsIn(x, y, size)
  const losses = new Float32Array(steps)
  let from = 0
  while (from < steps) {
    const left = steps - from
    const block = blocks.find((one) => one.steps === 'any' || one.steps <= left)
    if (!block) throw new Error(`no graph trains ${left} steps`)
    const to = from + (block.steps === 'any' ? left : block.steps)
    const slices = { x: x.subarray(from * size.x, to * size.x), y: y.subarray(from * size.y, to * size.y) }
    losses.set(await trainBlock(running, block.session, slices, firstStep + from, to - from), from)
    from = to
  }
  return losses
}

async function trainBlock(
  running: Running,
  session: InferenceSession,
  { x, y }: { readonly x: Float32Array; readonly y: Float32Array },
  firstStep: number,
  steps: number
): Promise<Float32Array<ArrayBuffer>> {
  const { model, states, recipe, tensors } = running
  const { batch } = recipe.training
  const scalars = [...stepScalars(recipe.training, firstStep, steps)]
  const randoms = stepRandoms(model, recipe.training, firstStep, steps)
  const results = await session.run({
    ...Object.fromEntries(states.map(({ name }) => [scanName.before(name), vectorOf(tensors, name)])),
    [scanName.each('x')]: float32Tensor(x, [steps, batch, model.inputs]),
    [scanName.each('y')]: float32Tensor(y, [steps, batch, model.outputs]),
    ...Object.fromEntries(scalars.map(([name, column]) => [scanName.each(name), float32Tensor(column, [steps])])),
    ...Object.fromEntries(randoms.map(({ name, shape, numbers }) => [scanName.each(name), float32Tensor(numbers, [steps, ...shape])]))
  })
  release(tensors)
  running.tensors = Object.fromEntries(states.map(({ name }) => [name, tensorResult(results, scanName.after(name))]))
  running.step = firstStep + steps
  return float32Result(results, scanName.each('loss'))
}

async function predict(running: Running, x: Float32Array, rows: number): Promise<Reading<Float32Array<ArrayBuffer>>> {
  const { model, prediction, recipe } = running
  if (x.length !== rows * model.inputs) throw new Error(`${x.length} numbers are not ${rows} rows of ${model.inputs}`)
  const read = readingVectors(model, recipe.training, await stateOf(running))
  const results = await prediction.run({
    ...Object.fromEntries(Object.entries(read).map(([name, vector]) => [name, float32Tensor(vector, [vector.length])])),
    x: float32Tensor(x, [rows, model.inputs])
  })
  const deviation = predictsDeviation(model) ? { deviation: float32Result(results, 'deviation') } : {}
  return { value: float32Result(results, 'y'), ...deviation }
}
