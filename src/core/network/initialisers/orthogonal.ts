/**
 * A random matrix whose columns are orthonormal, or its rows where there are more columns. Saxe, McClelland and Ganguli,
 * "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks", ICLR 2014, arXiv:1312.6120. A
 * Gaussian matrix is orthogonalised by modified Gram-Schmidt, twice, which gives the Haar measure to rounding.
 */
import { normal } from '../../random/stream'
import type { Stream } from '../../random/stream'
import type { Initialiser } from './initialiser'

type Vector = Float64Array

function dot(a: Vector, b: Vector): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? NaN), 0)
}

function orthonormal(count: number, length: number, stream: Stream): Vector[] {
  const vectors: Vector[] = []
  for (let place = 0; place < count; place++) {
    const vector = Float64Array.from({ length }, () => normal(stream))
    for (const earlier of [...vectors, ...vectors]) {
      const share = dot(earlier, vector)
      for (let index = 0; index < length; index++) vector[index] = (vector[index] ?? NaN) - share * (earlier[index] ?? NaN)
    }
    const norm = Math.sqrt(dot(vector, vector))
    vectors.push(vector.map((value) => value / norm))
  }
  return vectors
}

export const orthogonal: Initialiser = (weight, { columns }, stream) => {
  const rows = weight.length / columns
  const tall = rows >= columns
  const vectors = tall ? orthonormal(columns, rows, stream) : orthonormal(rows, columns, stream)
  for (let index = 0; index < weight.length; index++) {
    const row = Math.floor(index / columns)
    const column = index % columns
    weight[index] = (tall ? vectors[column]?.[row] : vectors[row]?.[column]) ?? NaN
  }
}
