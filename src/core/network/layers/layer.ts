/** What every layer is: shapes, the values it owns, and what it does, as tensor operations and in plain double precision. */
import type { Tensor } from '@tensorflow/tfjs-core'
import { SharkfinError } from '../../contract/errors'
import type { LayerRecipe } from '../../recipe/layers'
import type { FirstWeight } from '../initialisers/initialiser'

/** Of one sample: [n], a curve [n, channels], or a map [height, width, channels]. */
export type Shape = readonly number[]

/** A value that a layer owns: a parameter or a running statistic. */
export interface Piece {
  /** Unique in the network: `dense1.weight`. */
  readonly name: string
  readonly shape: Shape
  /** Its first value, or what the initialiser must know to draw it. */
  readonly begin: number | FirstWeight
}

/** `mask`: 0 with probability `rate`, else 1 / (1 - rate); `normal`: mean 0 and this standard deviation. */
export type RandomLaw = { readonly kind: 'mask'; readonly rate: number } | { readonly kind: 'normal'; readonly deviation: number }

/** Random numbers that a layer takes at every training step, [batch, size]. */
export interface LayerRandom {
  readonly name: string
  readonly size: number
  readonly law: RandomLaw
}

/** One run of a batch through the network; a value is a tensor, or an array of double precision. */
export interface Pass<Value> {
  /** Whether this is a training step, with the batch's own statistics and dropout. */
  readonly training: boolean
  /** A parameter, a statistic or random numbers, by their name. */
  readonly value: (name: string) => Value
  /** Takes a statistic's value after a training step. */
  readonly update: (name: string, value: Value) => void
}

export interface Layer {
  readonly name: string
  readonly kind: LayerRecipe['kind']
  readonly input: Shape
  readonly output: Shape
  readonly parameters: readonly Piece[]
  readonly statistics: readonly Piece[]
  readonly randoms: readonly LayerRandom[]
  /** [batch, ...input] -> [batch, ...output] */
  readonly apply: (x: Tensor, pass: Pass<Tensor>) => Tensor
  /** Of a layer that only adds channels which are the same for every sample: these, as images [1, height, width, added]. */
  readonly beside?: () => Tensor
  /** `apply` of x and the channels of such a layer, which are not joined before. */
  readonly applyBeside?: (x: Tensor, beside: Tensor, pass: Pass<Tensor>) => Tensor
  /** The same in plain loops, independent of TensorFlow.js: [rows, input] -> [rows, output], flat, channels last. */
  readonly evaluate: (x: Float64Array, rows: number, pass: Pass<Float64Array>) => Float64Array
}

/** What most layers have none of. */
export const NOTHING = { parameters: [], statistics: [], randoms: [] } as const

export function volume(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1)
}

/** The last axis: channels, or the numbers of a flat sample. */
export function channelsOf(shape: Shape): number {
  return shape[shape.length - 1] ?? 1
}

export function shapeInWords(shape: Shape): string {
  return shape.join(' x ')
}

export function batchOf(x: Tensor): number {
  const [batch] = x.shape
  if (batch === undefined) throw new Error('a layer was given a tensor without a batch dimension')
  return batch
}

/** A weight and a bias of a layer. */
export function weightAndBias(name: string, shape: Shape, first: FirstWeight): readonly Piece[] {
  return [
    { name: `${name}.weight`, shape, begin: first },
    { name: `${name}.bias`, shape: [first.columns], begin: 0 }
  ]
}

/** @throws always: this layer cannot take what the one before it gives */
export function refuseShape(name: string, input: Shape, why: string, remedy: string): never {
  throw new SharkfinError({
    code: 'network-shape',
    message: `The layer ${name} cannot take ${shapeInWords(input)} numbers: ${why}.`,
    remedy
  })
}
