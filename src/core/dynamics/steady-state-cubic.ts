/** Positive roots of the one cubic that a Duffing line needs, found between its stationary points. */

/** Relative size of a last Newton step. */
const CLOSE = 4e-16

/**
 * The root of ((c m + b) m + a) m = 1 in [low, high], where the left side minus one changes sign: Newton's method, halving
 * where it would leave the bracket.
 */
function rootBetween(c: number, b: number, a: number, low: number, high: number): number {
  const rising = ((c * high + b) * high + a) * high >= 1
  let m = low < 1 && 1 < high ? 1 : (low + high) / 2
  for (let step = 0; step < 100; step++) {
    const value = ((c * m + b) * m + a) * m - 1
    if (value === 0) return m
    if (value > 0 === rising) high = m
    else low = m
    const newton = m - value / ((3 * c * m + 2 * b) * m + a)
    const next = newton > low && newton < high ? newton : (low + high) / 2
    const moved = Math.abs(next - m)
    m = next
    if (moved <= CLOSE * m) return m
  }
  return m
}

/**
 * Positive roots, ascending, of c3 n^3 + c2 n^2 + c1 n = c0 with c3, c1, c0 >= 0: one or three of them, none where
 * c0 = 0 or where a coefficient is not finite. Bracketing between stationary points keeps full precision where c3 -> 0,
 * where Cardano's formula loses it.
 */
export function positiveCubicRoots(c3: number, c2: number, c1: number, c0: number): number[] {
  if (!(c0 > 0)) return []
  if (c3 === 0 && c2 === 0) return c1 > 0 ? [c0 / c1] : []
  if (c1 === 0 && c2 === 0) return [Math.cbrt(c0 / c3)]
  // n = unit m makes the linear limit m = 1
  const unit = c1 > 0 ? c0 / c1 : Math.cbrt(c0 / c3)
  const [c, b, a] = [(c3 * unit ** 3) / c0, (c2 * unit ** 2) / c0, (c1 * unit) / c0]
  const above = (m: number): boolean => ((c * m + b) * m + a) * m >= 1
  const stationary = stationaryPoints(c, b, a)
  let top = Math.max(1, 2 * (stationary[1] ?? 0))
  // Without an upper bound there is nothing to bracket: a coefficient has run out of range
  while (!above(top)) {
    top *= 2
    if (!(top < Infinity)) return []
  }
  if (stationary.length === 0) return [unit * rootBetween(c, b, a, 0, top)]
  const [peak, dip] = stationary
  if (!above(peak)) return [unit * rootBetween(c, b, a, dip, top)]
  const lowest = unit * rootBetween(c, b, a, 0, peak)
  if (above(dip)) return [lowest]
  return [lowest, unit * rootBetween(c, b, a, peak, dip), unit * rootBetween(c, b, a, dip, top)]
}

/** The two positive zeros of 3 c m^2 + 2 b m + a, ascending, or none. */
function stationaryPoints(c: number, b: number, a: number): number[] {
  const discriminant = b * b - 3 * c * a
  if (!(b < 0 && discriminant > 0 && c > 0)) return []
  const q = -b + Math.sqrt(discriminant)
  return [a / q, q / (3 * c)]
}
