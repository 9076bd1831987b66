/**
 * The largest eigenvalue of a symmetric operator by power iteration (G. H. Golub and C. F. Van Loan, Matrix Computations (4th ed., 2013),
 * section 8.2.1). Gradient descent shrinks a deviation along an eigenvector by 1 - eta lambda a step, and so diverges beyond
 * eta = 2 / lambda_max; velocity Verlet beyond dt = 2 / omega_max.
 */
import { Purpose } from '../random/purpose'
import { createStream, normal } from '../random/stream'
import { dot, normOf } from './minimisers/minimiser'
import type { Curvature } from './objective'

const MOST_ITERATIONS = 2000
const TOLERANCE = 1e-9

/** @returns the largest eigenvalue; it may be negative only where all are */
export function largestCurvature(curvature: Curvature): number {
  if (curvature.size === 0) return 0
  const dominant = dominantEigenvalue(curvature, 0)
  if (dominant >= 0) return dominant
  // The one of largest modulus is negative: shifted by it, the largest one is in front.
  return dominantEigenvalue(curvature, -dominant) + dominant
}

/** Of H + shift. */
function dominantEigenvalue({ size, multiply }: Curvature, shift: number): number {
  const stream = createStream(0, Purpose.direction)
  const v = Float64Array.from({ length: size }, () => normal(stream))
  const image = new Float64Array(size)
  let estimate = 0
  let quiet = 0
  for (let k = 0; k < MOST_ITERATIONS; k++) {
    const length = normOf(v)
    if (length === 0 || !Number.isFinite(length)) return length === 0 ? 0 : NaN
    for (let i = 0; i < size; i++) v[i] = (v[i] as number) / length
    multiply(v, image)
    if (shift !== 0) for (let i = 0; i < size; i++) image[i] = (image[i] as number) + shift * (v[i] as number)
    const next = dot(v, image)
    quiet = Math.abs(next - estimate) <= TOLERANCE * Math.abs(next) ? quiet + 1 : 0
    estimate = next
    if (quiet > 5) break
    v.set(image)
  }
  return estimate
}

/** M^-1/2 H M^-1/2, whose eigenvalues are squares of angular frequencies. */
export function massWeighted({ size, multiply }: Curvature, masses: Float64Array): Curvature {
  const scaled = new Float64Array(size)
  return {
    size,
    multiply: (v, out) => {
      for (let k = 0; k < size; k++) scaled[k] = (v[k] as number) / Math.sqrt(masses[k] as number)
      multiply(scaled, out)
      for (let k = 0; k < size; k++) out[k] = (out[k] as number) / Math.sqrt(masses[k] as number)
    }
  }
}
