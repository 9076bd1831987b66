/**
 * The line that is fitted, in scaled lab units: detuning nu, resonant part v = V - background, n = |v|^2,
 * v = g D / (P + kerr n - i (fwhm + nonlinearDamping n) / 2) with P = f0 - nu, or for the full line
 * P = (f0^2 - nu^2) / (2 nu).
 */

/** Order of the entries of a value vector. Complex numbers take two. */
export const VALUE = {
  f0: 0,
  fwhm: 1,
  kerr: 2,
  nonlinearDamping: 3,
  lag: 4,
  gain: 5,
  background: 7,
  offset: 9,
  slope: 11
} as const
export const VALUES = 13

/** velocity: v = g D / (P - i fwhm / 2) as it stands; displacement: the same times f0 / nu. */
export type Shape = 'rotating-frame' | 'velocity' | 'displacement'

/** What a fit leaves free. */
export interface Terms {
  readonly kerr: boolean
  readonly nonlinearDamping: boolean
  readonly lag: boolean
  /** proportional to the drive */
  readonly background: boolean
  /** the same at every drive */
  readonly offset: boolean
  /** a background, proportional to the drive, linear in frequency */
  readonly slope: boolean
  readonly shape: Shape
  /** Without a phase reference the gain's own phase is held at zero. */
  readonly modulusOnly: boolean
}

/** Indices of the free values. */
export function freeValues(terms: Terms): number[] {
  const pair = (first: number): number[] => [first, first + 1]
  return [
    VALUE.f0,
    VALUE.fwhm,
    ...(terms.kerr ? [VALUE.kerr] : []),
    ...(terms.nonlinearDamping ? [VALUE.nonlinearDamping] : []),
    ...(terms.lag ? [VALUE.lag] : []),
    ...(terms.modulusOnly ? [VALUE.gain] : pair(VALUE.gain)),
    ...(terms.background ? pair(VALUE.background) : []),
    ...(terms.offset ? pair(VALUE.offset) : []),
    ...(terms.slope ? pair(VALUE.slope) : [])
  ]
}

/**
 * A copy with everything that is not free at zero. Without nonlinear damping the width takes over what it adds where the
 * response is largest (scaled: |V| = 1).
 */
export function onlyFree(values: Float64Array, terms: Terms): Float64Array {
  const kept = new Float64Array(VALUES)
  for (const index of freeValues(terms)) kept[index] = values[index]
  const whole = values[VALUE.fwhm] + values[VALUE.nonlinearDamping]
  if (!terms.nonlinearDamping && whole * values[VALUE.fwhm] > 0) kept[VALUE.fwhm] = whole
  return kept
}
