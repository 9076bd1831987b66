/** Where a step whose loss is not a finite number went wrong: the network in plain double precision, layer by layer. */
import { evaluateLayers, plainPass } from './evaluate'
import type { TrainingBatch } from './evaluate'
import type { NetworkModel } from './model'
import { parameterLayout } from './parameters'
import { vectorOf } from './state'
import type { Vectors } from './state'

const LARGEST_SINGLE = 3.4028234663852886e38
const inRange = (value: number): boolean => Math.abs(value) <= LARGEST_SINGLE

/** `parameters`: the step before left them out of range; `values`: what a layer makes of the batch; `loss`: nothing before it. */
export type Fault =
  | { readonly of: 'batch' }
  | { readonly of: 'parameters' | 'values'; readonly layer: string }
  | { readonly of: 'loss' }

/**
 * @param vectors parameters and statistics before the step
 * @param batch x [rows, inputs], y [rows, outputs], randoms [rows, size]
 * @returns what first left the range of single precision
 */
export function firstFault(
  model: NetworkModel,
  vectors: Vectors<Float32Array>,
  { x, y, randoms }: TrainingBatch & { readonly x: Float32Array; readonly y: Float32Array },
  rows: number
): Fault {
  if (!x.every(inRange) || !y.every(inRange)) return { of: 'batch' }
  const parameters = vectorOf(vectors, 'parameters')
  const bad = parameterLayout(model).find(({ offset, size }) => !parameters.subarray(offset, offset + size).every(inRange))
  if (bad) return { of: 'parameters', layer: bad.name.replace(/\.[^.]*$/, '') }
  for (const { layer, output } of evaluateLayers(model, plainPass(model, vectors, { randoms }), x, rows)) {
    if (!output.every(inRange)) return { of: 'values', layer: layer.name }
  }
  return { of: 'loss' }
}
