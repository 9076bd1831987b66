/** Positive roots of the one cubic that a Duffing line needs, found between its stationary points. */

/** Newton's method kept inside a bracket [low, high] with p(low) p(high) <= 0; halves where Newton would leave it. */
function rootBetween(p: (m: number) => number, slope: (m: number) => number, low: number, high: number): number {
  const rising = p(high) >= p(low)
  let m = (low + high) / 2
  for (let step = 0; step < 100; step++) {
    const value = p(m)
    if (value === 0) return m
    if (value > 0 === rising) high = m
    else low = m
    const newton = m - value / slope(m)
    const next = newton > low && newton < high ? newton : (low + high) / 2
    if (Math.abs(next - m) <= 2e-16 * Math.abs(next)) return next
    m = next
  }
  return m
}

/**
 * Positive roots, ascending, of c3 n^3 + c2 n^2 + c1 n = c0 with c3, c1, c0 >= 0: one or three of them, none where c0 = 0.
 * Bracketing between stationary points keeps full precision where c3 -> 0, where Cardano's formula loses it.
 */
export function positiveCubicRoots(c3: number, c2: number, c1: number, c0: number): number[] {
  if (!(c0 > 0)) return []
  if (c1 === 0 && c2 === 0) return c3 > 0 ? [Math.cbrt(c0 / c3)] : []
  // n = unit m makes the linear limit m = 1
  const unit = c1 > 0 ? c0 / c1 : Math.cbrt(c0 / c3)
  const [c, b, a] = [(c3 * unit ** 3) / c0, (c2 * unit ** 2) / c0, (c1 * unit) / c0]
  if (c === 0 && b === 0) return [unit / a]
  const p = (m: number): number => ((c * m + b) * m + a) * m - 1
  const slope = (m: number): number => (3 * c * m + 2 * b) * m + a
  const found = stationaryPoints(c, b, a)
  let top = Math.max(1, ...found.map((m) => 2 * m))
  while (p(top) < 0) top *= 2
  const ends = [0, ...found, top]
  const roots: number[] = []
  for (let k = 0; k + 1 < ends.length; k++) {
    const [low, high] = [ends[k], ends[k + 1]]
    if (p(low) < 0 !== p(high) < 0) roots.push(unit * rootBetween(p, slope, low, high))
  }
  return roots
}

/** The two positive zeros of 3 c m^2 + 2 b m + a, ascending, or none. */
function stationaryPoints(c: number, b: number, a: number): number[] {
  const discriminant = b * b - 3 * c * a
  if (!(b < 0 && discriminant > 0 && c > 0)) return []
  const q = -b + Math.sqrt(discriminant)
  return [a / q, q / (3 * c)]
}
