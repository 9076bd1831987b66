/**
 * Errors of a fitted map whose response jumps. A jump moves from one point of the sweep to the next, so that the slope of the cells that it
 * crosses is as large as the step is small over which it is taken, and errors from too small a step are too small. Slopes are taken over
 * one standard error therefore: between the two ends of each axis of the error ellipsoid, as MINUIT chooses the steps of its second
 * derivatives (F. James and M. Roos, Comput. Phys. Commun. 10 (1975) 343, section 4.3).
 */
import type { Simulator } from '../dynamics/simulator'
import { choleskyFactor } from './linear-algebra'
import { measuredCells, modelOf, type MapData, type MapFit } from './map-fit'
import { mapUncertainty, type MapUncertainty } from './map-uncertainty'

/** null: the map does not determine the values. */
export function mapErrors(simulator: Simulator, data: MapData, fit: MapFit): MapUncertainty | null {
  const first = mapUncertainty(data, fit)
  const axes = first && choleskyFactor(first.covariance, fit.free.length)
  if (!axes) return first
  // An error so large that the simulation overflows at its ends says enough by itself.
  return mapUncertainty(data, { ...fit, jacobian: slopesOver(simulator, data, fit, axes) }) ?? first
}

/**
 * @param axes [free, free] L, lower triangular: its columns are steps, whose products L L^T are the covariance
 * @returns [cells, free] J with J L = half the differences of the model between the ends of each step
 */
function slopesOver(simulator: Simulator, data: MapData, { values, free }: MapFit, axes: Float64Array): Float64Array {
  const count = free.length
  const cells = measuredCells(data)
  const end = (axis: number, sign: 1 | -1): Float64Array => {
    const moved = Float64Array.from(values)
    free.forEach((index, k) => (moved[index] += sign * axes[k * count + axis]))
    return modelOf(simulator, moved)
  }
  const changes = free.map((_, axis) => {
    const [above, below] = [end(axis, 1), end(axis, -1)]
    return Float64Array.from(cells, (cell) => (above[cell] - below[cell]) / 2)
  })
  const jacobian = new Float64Array(cells.length * count)
  for (let row = 0; row < cells.length; row++) {
    // The last axis moves the last value alone; so on backwards.
    for (let k = count - 1; k >= 0; k--) {
      let slope = changes[k][row]
      for (let later = k + 1; later < count; later++) slope -= jacobian[row * count + later] * axes[later * count + k]
      jacobian[row * count + k] = slope / axes[k * count + k]
    }
  }
  return jacobian
}
