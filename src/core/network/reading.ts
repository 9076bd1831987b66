/** What a network needs to read: the vectors of a run's state that a prediction takes, in a fixed order. */
import type { TrainingRecipe } from '../recipe/training'
import { AVERAGE, correctedAverage } from './averaging'
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

/**
 * The vectors that `readingLayout` names, out of a run's state: with averaging on, the average in the parameters' place.
 * @param step steps done
 */
export function readingVectors(
  model: NetworkModel,
  { averaging }: Pick<TrainingRecipe, 'averaging'>,
  { vectors, step }: { readonly vectors: Vectors<Float32Array>; readonly step: number }
): Vectors<Float32Array> {
  const read = Object.fromEntries(readingLayout(model).map(({ name }) => [name, vectorOf(vectors, name)]))
  if (!averaging || step === 0) return read
  return { ...read, parameters: correctedAverage(vectorOf(vectors, AVERAGE), averaging.decay, step) }
}
