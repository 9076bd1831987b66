/**
 * Errors of what was fitted to a map: the scatter of the residuals and the curvature of the sum of squares, s^2 (J^T J)^-1. Where
 * neighbouring residuals are alike there are fewer independent cells than cells: the covariance grows by (1 + r)/(1 - r) along either side
 * of the map, r the correlation of neighbours (C. S. Bretherton et al., J. Climate 12, 1990 (1999), equation 30, for each direction).
 */
import { measuredCells, type MapData, type MapFit } from './map-fit'
import { invertPositive, normalMatrix } from './linear-algebra'
import { neighbourNoise } from './noise'

export interface MapUncertainty {
  /** [free, free] */
  readonly covariance: Float64Array
  /** Standard deviation of a cell about the model, and that of the noise as neighbouring cells show it. */
  readonly scatter: number
  readonly noise: number
  /** (scatter/noise)^2 */
  readonly reducedChiSquare: number
  /** Cells that count as independent. */
  readonly independent: number
}

/** Single precision: what a simulated map's numbers are good for, relative to the largest. */
const SINGLE = 6e-8
/** A correlation below this many of its standard errors is none. */
const SIGNIFICANT = 2.5

/** null: the map does not determine the values. */
export function mapUncertainty(data: MapData, { free, model, jacobian }: MapFit): MapUncertainty | null {
  const cells = measuredCells(data)
  const left = cells.length - free.length
  const inverse = invertPositive(normalMatrix(jacobian, free.length), free.length)
  if (!inverse || left < 1) return null
  const residuals = new Float64Array(data.rows * data.columns).fill(NaN)
  let [squares, largest] = [0, 0]
  for (const cell of cells) {
    residuals[cell] = data.values[cell] - model[cell]
    squares += residuals[cell] ** 2
    largest = Math.max(largest, Math.abs(data.values[cell]))
  }
  const scatter = Math.max(Math.sqrt(squares / left), SINGLE * largest)
  const noise = Math.max(neighbourNoise(seriesAlong(residuals, data)), SINGLE * largest)
  const memories = [likeness(residuals, data, 1, data.columns), likeness(residuals, data, data.columns, 1)]
  const growth = memories.reduce((product, r) => (product * (1 + r)) / (1 - r), 1)
  return {
    covariance: inverse.map((value) => value * scatter ** 2 * growth),
    scatter,
    noise,
    reducedChiSquare: (scatter / noise) ** 2,
    independent: cells.length / growth
  }
}

/** Residuals along each row, cut where a cell holds nothing. */
function seriesAlong(residuals: Float64Array, { rows, columns }: MapData): readonly Float64Array[] {
  return Array.from({ length: rows }, (_, row) => residuals.subarray(row * columns, (row + 1) * columns)).flatMap(unbroken)
}

function unbroken(line: Float64Array): readonly Float64Array[] {
  const parts: Float64Array[] = []
  let start = 0
  for (let at = 0; at <= line.length; at++) {
    if (at < line.length && !Number.isNaN(line[at])) continue
    if (at > start) parts.push(line.subarray(start, at))
    start = at + 1
  }
  return parts
}

/**
 * Correlation of cells with their neighbours in one direction; 0 where it is not significant.
 * @param step from a cell to its neighbour; @param lines cells between two places where a line of them ends, or 1 where it does not
 */
function likeness(residuals: Float64Array, { columns }: MapData, step: number, lines: number): number {
  let [products, squares, pairs] = [0, 0, 0]
  for (let cell = 0; cell + step < residuals.length; cell++) {
    if (lines > 1 && (cell + 1) % columns === 0) continue
    const [one, other] = [residuals[cell], residuals[cell + step]]
    if (Number.isNaN(one) || Number.isNaN(other)) continue
    products += one * other
    squares += (one * one + other * other) / 2
    pairs++
  }
  const r = squares > 0 ? products / squares : 0
  return r > SIGNIFICANT / Math.sqrt(Math.max(1, pairs)) ? Math.min(0.95, r) : 0
}
