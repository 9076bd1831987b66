/** How well a network reads: predicted against true parameters on held-out sweeps. */

export interface ReadingErrors {
  /** Root mean square error of each parameter, in its own unit. */
  readonly rmse: number[]
  /** Share of the truth's variance that the prediction explains: 1 - mse / variance; at most 1. null where the truth does not vary. */
  readonly r2: (number | null)[]
}

/** @param truth, predicted [sweeps, parameters], row by row */
export function readingErrors(truth: Float32Array, predicted: Float32Array, parameters: number): ReadingErrors {
  const sweeps = truth.length / parameters
  const mse = Array.from({ length: parameters }, (_, k) => meanSquare(sweeps, (row) => at(truth, predicted, row * parameters + k)))
  const variance = mse.map((_, k) => varianceOf(truth, sweeps, parameters, k))
  return {
    rmse: mse.map(Math.sqrt),
    r2: mse.map((value, k) => (variance[k] ? 1 - value / variance[k] : null))
  }
}

function at(truth: Float32Array, predicted: Float32Array, index: number): number {
  return (predicted[index] ?? NaN) - (truth[index] ?? NaN)
}

function varianceOf(values: Float32Array, sweeps: number, parameters: number, k: number): number {
  const value = (row: number): number => values[row * parameters + k] ?? NaN
  let mean = 0
  for (let row = 0; row < sweeps; row++) mean += value(row) / sweeps
  return meanSquare(sweeps, (row) => value(row) - mean)
}

function meanSquare(rows: number, value: (row: number) => number): number {
  let sum = 0
  for (let row = 0; row < rows; row++) sum += value(row) ** 2
  return sum / rows
}
