/** From a network to the graphs that train it and run it. */
import type { Tensor } from '@tensorflow/tfjs-core'
import { predict, readingValues } from '../network/forward'
import type { NetworkModel } from '../network/model'
import { parameterLayout, statisticsLayout } from '../network/parameters'
import type { Slot } from '../network/parameters'
import { readingLayout } from '../network/reading'
import { vectorOf } from '../network/state'
import type { Vectors } from '../network/state'
import { stepLayout, trainingStep } from '../network/step'
import type { TrainingRecipe } from '../recipe/training'
import type { Convolutions } from './1-record/backend'
import { record } from './1-record/record'
import { simplify } from './2-simplify/simplify'
import { freeBatch } from './free-batch'
import type { Recorded } from './free-batch'
import type { Constant, Graph } from './graph'

/**
 * Inputs: the states of `stepLayout` in order, each [size], x [batch, inputs], y [batch, outputs], the scalars of
 * `stepLayout`, each [], and its randoms; outputs: the states after the step, and the loss before it.
 */
export function trainingGraph(model: NetworkModel, training: TrainingRecipe): Graph {
  return simplify(recordedTrainingGraph(model, training))
}

/** As recorded, before any pass. */
export function recordedTrainingGraph(model: NetworkModel, training: TrainingRecipe): Graph {
  const { states, scalars, randoms } = stepLayout(model, training)
  const names = (values: readonly { readonly name: string }[]): string[] => values.map(({ name }) => name)
  const shapes = {
    ...Object.fromEntries(states.map(({ name, size }) => [name, [size]])),
    x: [training.batch, model.inputs],
    y: [training.batch, model.outputs],
    ...Object.fromEntries(scalars.map((name) => [name, []])),
    ...Object.fromEntries(randoms.map(({ name, shape }) => [name, shape]))
  }
  return record<string, string>('step', shapes, (inputs) => {
    const { state, loss } = trainingStep(model, training, pick(inputs, names(states)), {
      x: vectorOf(inputs, 'x'),
      y: vectorOf(inputs, 'y'),
      scalars: pick(inputs, scalars),
      randoms: pick(inputs, names(randoms))
    })
    return { ...pick(state, names(states)), loss }
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

/**
 * Inputs: the vectors of `readingLayout`, each [size], and x [batch, inputs]; outputs y and, where the loss teaches one,
 * deviation, each [batch, outputs] in the targets' own units. The batch is free.
 */
export function predictionGraph(model: NetworkModel): Graph {
  return withFreeBatch((batch) => recordedPrediction(model, batch, 'operators'))
}

/** `predictionGraph` for batches of one size, its convolutions as products of matrices, as in the training graph. */
export function predictionGraphOf(model: NetworkModel, batch: number): Graph {
  return simplify(recordedPrediction(model, batch, 'products'))
}

function recordedPrediction(model: NetworkModel, batch: number, convolutions: Convolutions): Graph {
  const sizes = Object.fromEntries(readingLayout(model).map(({ name, size }) => [name, [size]]))
  const shapes = { ...sizes, x: [batch, model.inputs] }
  return record<string, string>('prediction', shapes, (inputs) => {
    const { value, deviation } = predict(model, readingValues(model, inputs), vectorOf(inputs, 'x'))
    return { y: value, ...(deviation ? { deviation } : {}) }
  }, convolutions)
}

export interface ExportedNames {
  readonly graph: string
  readonly input: string
  readonly output: string
  /** Of the second output, where the loss teaches a deviation. */
  readonly deviation: string
}

/**
 * As `predictionGraph`, with the values inside, each under its own name, and the given input and output names; the input is
 * [batch, ...input].
 */
export function exportedGraph(model: NetworkModel, vectors: Vectors<Float32Array>, names: ExportedNames): Graph {
  const [parameters, statistics] = [parameterLayout(model), statisticsLayout(model)]
  const shapes = Object.fromEntries([...parameters, ...statistics].map(({ name, shape }) => [name, shape]))
  const graph = withFreeBatch((batch) =>
    record<string, string>(names.graph, { ...shapes, [names.input]: [batch, ...model.input] }, (inputs) => {
      const { value, deviation } = predict(model, inputs, vectorOf(inputs, names.input))
      return { [names.output]: value, ...(deviation ? { [names.deviation]: deviation } : {}) }
    }, 'operators')
  )
  const constants = [...numbersOf(parameters, vectors['parameters']), ...numbersOf(statistics, vectors['statistics'])]
  return { ...graph, inputs: [names.input], constants: new Map([...constants, ...graph.constants]) }
}

function numbersOf(layout: readonly Slot[], flat: Float32Array | undefined): [string, Constant][] {
  return layout.map(({ name, shape, offset, size }) => {
    const data = flat?.slice(offset, offset + size) ?? new Float32Array(size)
    return [name, { element: 'float32', shape, data }]
  })
}
