/** What a network needs to read: the vectors of a run's state that a prediction takes, in a fixed order. */
import type { NetworkModel } from './model'
import { parameterCount, sizeOf, statisticsLayout } from './parameters'
import { vectorOf } from './state'
import type { StateVector, Vectors } from './state'

/** Parameters, and where there are some, running statistics. */
export function readingLayout(model: NetworkModel): readonly StateVector[] {
  const statistics = sizeOf(statisticsLayout(model))
  return [
    { name: 'parameters', size: parameterCount(model) },
    ...(statistics > 0 ? [{ name: 'statistics', size: statistics }] : [])
  ]
}

/** The vectors of a run's state that `readingLayout` names. */
export function readingVectors<Vector>(model: NetworkModel, vectors: Vectors<Vector>): Vectors<Vector> {
  return Object.fromEntries(readingLayout(model).map(({ name }) => [name, vectorOf(vectors, name)]))
}
