/** The engine for small networks: the whole step as one fused WebAssembly kernel, many steps a call; on several threads where that pays. */
import type { FusedInstance } from '../../core/compile/3-emit/wasm/instance'
import { emitFusedKernel } from '../../core/compile/3-emit/wasm/module'
import { unsupportedOperations } from '../../core/compile/3-emit/wasm/operations'
import { predictionGraphOf, trainingGraph } from '../../core/compile/network'
import { SharkfinError } from '../../core/contract/errors'
import { hasRelaxedSimd } from '../../core/dynamics/kernel/relaxed-simd'
import type { Reading } from '../../core/network/losses/rule'
import { modelOf, predictsDeviation } from '../../core/network/model'
import type { NetworkModel } from '../../core/network/model'
import { readingLayout, readingVectors } from '../../core/network/reading'
import { vectorOf } from '../../core/network/state'
import type { StateVector } from '../../core/network/state'
import { stepLayout } from '../../core/network/step'
import type { Recipe } from '../../core/recipe/schema'
import { checkState, stepsIn } from './engine'
import type { EngineOptions, EngineState, TrainingEngine } from './engine'
import { initialState } from './initial-state'
import { stepRandoms } from './step-randoms'
import { stepScalars } from './step-scalars'
import { putToWork, runSteps } from './kernel-at-work'
import type { KernelAtWork } from './kernel-at-work'
import { trainingKernel } from './training-kernel'
import type { KernelThreadSource, TrainingKernel } from './training-kernel'
import { instantiateOptimised } from './wide-vectors'

/** Rows of one prediction, and predictions of one call. */
const ROWS = 32
const PREDICTIONS = 8

interface Running {
  readonly recipe: Recipe
  readonly model: NetworkModel
  readonly states: readonly StateVector[]
  readonly training: KernelAtWork
  readonly prediction: FusedInstance
  step: number
}

/** What of the recipe's training step or of its network this engine cannot run; empty when it runs all of it. */
export function wasmObjections(recipe: Recipe): string[] {
  const model = modelOf(recipe)
  const graphs = [trainingGraph(model, recipe.training), predictionGraphOf(model, ROWS)]
  return [...new Set(graphs.flatMap(unsupportedOperations))]
}

export interface WasmEngineOptions extends Pick<EngineOptions, 'recipe' | 'state'> {
  /** One thread where it is left out. */
  readonly kernelThreads?: KernelThreadSource
}

export interface WasmEngine extends TrainingEngine {
  /** That share a step. */
  readonly threads: number
}

/** @throws SharkfinError `engine-wasm-unsupported` where `wasmObjections` names something */
export async function createWasmEngine({ recipe, state, kernelThreads }: WasmEngineOptions): Promise<WasmEngine> {
  const objections = wasmObjections(recipe)
  if (objections.length > 0) throw unsupported(objections)
  const model = modelOf(recipe)
  const { states } = stepLayout(model, recipe.training)
  const start = state ?? (await initialState(recipe))
  checkState(start, states)
  const relaxed = hasRelaxedSimd()
  const kernel = await trainingKernel(recipe, start.vectors, kernelThreads ?? null)
  const running: Running = {
    recipe,
    model,
    states,
    training: putToWork(kernel),
    prediction: predictionInstance(model, relaxed),
    step: 0
  }
  load(running, start)
  return {
    name: `wasm, fused SIMD${relaxed ? ' with multiply-add' : ''}, ${threadsOf(kernel)}`,
    threads: kernel.threads,
    train: async (x, y, firstStep) => train(running, x, y, firstStep),
    predict: async (x, rows) => predict(running, x, rows),
    state: async () => stateOf(running),
    restore: async (restored) => {
      checkState(restored, states)
      load(running, restored)
    },
    // Its memory goes with the last reference to it.
    dispose: kernel.end
  }
}

function threadsOf({ threads, complaint }: TrainingKernel): string {
  return `${threads > 1 ? `1 or ${threads} threads` : '1 thread'}${complaint ? ` (no more, one did not start: ${complaint})` : ''}`
}

function unsupported(objections: readonly string[]): SharkfinError {
  return new SharkfinError({
    code: 'engine-wasm-unsupported',
    message: `The fused kernel cannot run this network: it has no ${objections.join(', ')}.`,
    remedy: 'Choose the engine "cpu", which runs every network.'
  })
}

function predictionInstance(model: NetworkModel, relaxed: boolean): FusedInstance {
  const graph = predictionGraphOf(model, ROWS)
  return instantiateOptimised(emitFusedKernel(graph, { states: 0, shared: readingLayout(model).length, capacity: PREDICTIONS, relaxed }), false)
}

function load(running: Running, { vectors, step }: EngineState): void {
  for (const { name } of running.states) vectorOf(running.training.holder.states, name).set(vectorOf(vectors, name))
  running.step = step
}

function stateOf({ training, states, step }: Running): EngineState {
  const copies = states.map(({ name }) => [name, vectorOf(training.holder.states, name).slice()] as const)
  return { vectors: Object.fromEntries(copies), step }
}

function train(running: Running, x: Float32Array, y: Float32Array, firstStep: number): Float32Array<ArrayBuffer> {
  const { model, recipe, training } = running
  const { batch } = recipe.training
  const steps = stepsIn(x, y, { x: batch * model.inputs, y: batch * model.outputs })
  const randoms = stepRandoms(model, recipe.training, firstStep, steps).map(({ name, numbers }) => [name, numbers] as const)
  const columns = new Map([['x', x], ['y', y], ...stepScalars(recipe.training, firstStep, steps), ...randoms])
  const losses = new Float32Array(steps)
  const { capacity } = training.kernel.alone
  for (let first = 0; first < steps; first += capacity) {
    const count = Math.min(capacity, steps - first)
    const { outputs } = runSteps(training, count, ({ inputs }) => {
      for (const [name, column] of columns) {
        const slice = column.length / steps
        vectorOf(inputs, name).set(column.subarray(slice * first, slice * (first + count)))
      }
    })
    losses.set(vectorOf(outputs, 'loss').subarray(0, count), first)
  }
  running.step = firstStep + steps
  return losses
}

function predict(running: Running, x: Float32Array, rows: number): Reading<Float32Array<ArrayBuffer>> {
  const { model, recipe, prediction } = running
  if (x.length !== rows * model.inputs) throw new Error(`${x.length} numbers are not ${rows} rows of ${model.inputs}`)
  const numbers = readingVectors(model, recipe.training, { vectors: running.training.holder.states, step: running.step })
  for (const [name, vector] of Object.entries(numbers)) vectorOf(prediction.shared, name).set(vector)
  const value = new Float32Array(rows * model.outputs)
  const deviation = predictsDeviation(model) ? new Float32Array(rows * model.outputs) : null
  for (let first = 0; first < rows; first += ROWS * PREDICTIONS) {
    const count = Math.min(ROWS * PREDICTIONS, rows - first)
    vectorOf(prediction.inputs, 'x').set(x.subarray(first * model.inputs, (first + count) * model.inputs))
    prediction.run(Math.ceil(count / ROWS))
    value.set(vectorOf(prediction.outputs, 'y').subarray(0, count * model.outputs), first * model.outputs)
    deviation?.set(vectorOf(prediction.outputs, 'deviation').subarray(0, count * model.outputs), first * model.outputs)
  }
  return { value, ...(deviation ? { deviation } : {}) }
}
