/** Layers inside a layer: what they carry is its own, and in plain numbers they are passed one after the other. */
import type { Layer, Pass } from './layer'

export function carriedBy(body: readonly Layer[]): Pick<Layer, 'parameters' | 'statistics' | 'randoms'> {
  return {
    parameters: body.flatMap(({ parameters }) => parameters),
    statistics: body.flatMap(({ statistics }) => statistics),
    randoms: body.flatMap(({ randoms }) => randoms)
  }
}

/** @param x [rows, ...input of the first layer] */
export function evaluateChain(layers: readonly Layer[], x: Float64Array, rows: number, pass: Pass<Float64Array>): Float64Array {
  return layers.reduce((hidden, layer) => layer.evaluate(hidden, rows, pass), x)
}
