/** From a network to the graphs that train it and run it. */
import type { Tensor } from '@tensorflow/tfjs-core'
import { predict, unflatten } from '../network/forward'
import type { NetworkModel } from '../network/model'
import { parameterCount, parameterLayout } from '../network/parameters'
import { vectorOf } from '../network/state'
import type { Vectors } from '../network/state'
import { stepLayout, trainingStep } from '../network/step'
import type { TrainingRecipe } from '../recipe/training'
import { record } from './1-record/record'
import { simplify } from './2-simplify/simplify'
import { freeBatch } from './free-batch'
import type { Recorded } from './free-batch'
import type { Graph } from './graph'

/**
 * Inputs: the states of `stepLayout` in order, each [size], x [batch, inputs], y [batch, outputs], the scalars of
 * `stepLayout`, each []; outputs: the states after the step, and the loss before it.
 */
export function trainingGraph(model: NetworkModel, training: TrainingRecipe): Graph {
  return simplify(recordedTrainingGraph(model, training))
}

/** As recorded, before any pass. */
export function recordedTrainingGraph(model: NetworkModel, training: TrainingRecipe): Graph {
  const { states, scalars } = stepLayout(model, training)
  const shapes = {
    ...Object.fromEntries(states.map(({ name, size }) => [name, [size]])),
    x: [training.batch, model.inputs],
    y: [training.batch, model.outputs],
    ...Object.fromEntries(scalars.map((name) => [name, []]))
  }
  return record<string, string>('step', shapes, (inputs) => {
    const { state, loss } = trainingStep(model, training, pick(inputs, states.map(({ name }) => name)), {
      x: vectorOf(inputs, 'x'),
      y: vectorOf(inputs, 'y'),
      scalars: pick(inputs, scalars)
    })
    return { ...pick(state, states.map(({ name }) => name)), loss }
  })
}

function pick<Item extends Tensor>(tensors: Vectors<Tensor>, names: readonly string[]): Readonly<Record<string, Item>> {
  // What the recording made rank 0 is a scalar; TensorFlow.js keeps the rank in the type alone.
  return Object.fromEntries(names.map((name) => [name, vectorOf(tensors, name) as Item]))
}

// Any two sizes will do, as long as they differ.
const BATCHES = [61, 67] as const

function withFreeBatch(recordAt: (batch: number) => Graph): Graph {
  const [a, b] = BATCHES.map((batch): Recorded => ({ batch, graph: simplify(recordAt(batch)) }))
  if (!a || !b) throw new Error('two recordings are needed')
  return freeBatch(a, b)
}

/** Inputs parameters [N], x [batch, inputs]; output y [batch, outputs] in the targets' own units. The batch is free. */
export function predictionGraph(model: NetworkModel): Graph {
  return withFreeBatch((batch) =>
    record('prediction', { parameters: [parameterCount(model)], x: [batch, model.inputs] }, ({ parameters, x }) => ({
      y: predict(model, unflatten(model, parameters), x)
    }))
  )
}

/** As `predictionGraph`, with the parameters inside, each under its own name, and the given input and output names. */
export function exportedGraph(
  model: NetworkModel,
  parameters: Float32Array,
  names: { readonly graph: string; readonly input: string; readonly output: string }
): Graph {
  const layout = parameterLayout(model)
  const shapes = Object.fromEntries(layout.map(({ name, shape }) => [name, shape]))
  const graph = withFreeBatch((batch) =>
    record(names.graph, { ...shapes, [names.input]: [batch, model.inputs] }, (inputs) => {
      const tensors = layout.flatMap(({ name }) => inputs[name] ?? [])
      const x = inputs[names.input]
      if (!x) throw new Error(`the graph has no input ${names.input}`)
      return { [names.output]: predict(model, tensors, x) }
    })
  )
  const weights = layout.map(({ name, shape, offset, size }) => {
    const data = parameters.slice(offset, offset + size)
    return [name, { element: 'float32' as const, shape, data }] as const
  })
  return { ...graph, inputs: [names.input], constants: new Map([...weights, ...graph.constants]) }
}
