/** What the lowest eigenvalues of the Hessian say of a place where the gradient vanishes. */

/** Beside the largest an eigenvalue this small is zero as far as double precision tells. */
const ZERO = 1e-8

/** @param curvatures the lowest eigenvalues, rising @param largest of all */
export function stabilityWords(curvatures: ArrayLike<number>, largest: number): string {
  const all = Array.from(curvatures)
  const scale = Math.max(largest, ...all.map(Math.abs))
  const down = all.filter((value) => value < -ZERO * scale).length
  const flat = all.filter((value) => Math.abs(value) <= ZERO * scale).length
  if (down > 0) return down === all.length ? 'saddle: falls in several directions' : `saddle: falls in ${down === 1 ? 'one direction' : `${down} directions`}`
  return flat > 0 ? 'neutral: a direction costs nothing' : 'stable'
}
