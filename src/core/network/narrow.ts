/**
 * A network with a narrow layer in two halves: what it makes of a sample there, its code, and what it says for a given code. Of an
 * autoencoder these are the encoder and the decoder: Hinton and Salakhutdinov, "Reducing the dimensionality of data with neural
 * networks", Science 313 (2006) 504.
 */
import { plainPass, readingIn, rowsOf } from './evaluate'
import { evaluateChain } from './layers/nested'
import type { NetworkModel } from './model'
import { plainScaling } from './scaling'
import type { Vectors } from './state'

type Numbers = Float32Array | Float64Array

export interface Halves {
  /** Numbers of a code. */
  readonly width: number
  /** [rows, inputs] -> [rows, width] */
  readonly encode: (vectors: Vectors<Numbers>, x: Numbers, rows: number) => Float64Array
  /** [rows, width] -> [rows, outputs], in the targets' own units */
  readonly decode: (vectors: Vectors<Numbers>, codes: Float64Array, rows: number) => Float64Array
}

/** Cut behind the narrowest layer that says a list, the last of them where there are several; null where none is narrower than input and answer. */
export function halvesOf(model: NetworkModel): Halves | null {
  const { layers, scaling, inputs, outputs } = model
  let [at, width] = [-1, Math.min(inputs, outputs)]
  layers.slice(0, -1).forEach(({ output: [units = 0, ...more] }, index) => {
    if (more.length === 0 && (units < width || (at >= 0 && units === width))) [at, width] = [index, units]
  })
  if (at < 0) return null
  return {
    width,
    encode: (vectors, x, rows) => {
      const pass = plainPass(model, vectors)
      const seen = Float64Array.from(x)
      return evaluateChain(layers.slice(0, at + 1), scaling.inputs ? plainScaling.scaled('inputs', seen, pass) : seen, rows, pass)
    },
    decode: (vectors, codes, rows) => {
      const pass = plainPass(model, vectors)
      const output = evaluateChain(layers.slice(at + 1), codes, rows, pass)
      return readingIn(model, pass, rowsOf(output, rows)).value
    }
  }
}
