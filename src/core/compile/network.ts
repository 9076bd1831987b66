/** From a network to the graphs that train it and run it. */
import type { Scalar } from '@tensorflow/tfjs-core'
import type { AdamRecipe } from '../network/adam'
import { predict, unflatten } from '../network/forward'
import type { NetworkModel } from '../network/model'
import { parameterCount, parameterLayout } from '../network/parameters'
import { trainingStep } from '../network/step'
import { record } from './1-record/record'
import { simplify } from './2-simplify/simplify'
import { freeBatch } from './free-batch'
import type { Recorded } from './free-batch'
import type { Graph } from './graph'

/** Of the training graph: its first inputs and outputs, which flow from step to step. */
export const STATES = ['parameters', 'firstMoment', 'secondMoment'] as const

/**
 * Inputs parameters, firstMoment, secondMoment [N], x [batch, inputs], y [batch, outputs], rate [], damping [];
 * outputs the three states after the step, and the loss before it.
 */
export function trainingGraph(model: NetworkModel, optimiser: AdamRecipe, batch: number): Graph {
  return simplify(recordedTrainingGraph(model, optimiser, batch))
}

/** As recorded, before any pass. */
export function recordedTrainingGraph(model: NetworkModel, optimiser: AdamRecipe, batch: number): Graph {
  const vector = [parameterCount(model)]
  const shapes = {
    parameters: vector,
    firstMoment: vector,
    secondMoment: vector,
    x: [batch, model.inputs],
    y: [batch, model.outputs],
    rate: [],
    damping: []
  }
  return record('step', shapes, ({ rate, damping, x, y, ...state }) => {
    const scalars = { rate: rate as Scalar, damping: damping as Scalar }
    const { parameters, firstMoment, secondMoment, loss } = trainingStep(model, optimiser, state, { x, y, ...scalars })
    return { parameters, firstMoment, secondMoment, loss }
  })
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
