/**
 * The error function in double precision: its power series (Abramowitz and Stegun 7.1.6, whose terms have one sign) where
 * that is short, else Laplace's continued fraction of the complement (7.1.14). Error below 1e-15.
 */
const SERIES_UP_TO = 3
const TERMS = 80

/** 2/sqrt(pi) exp(-x^2) sum of 2^n x^(2n+1) / (1 3 5 ... (2n+1)) */
function series(x: number): number {
  let term = x
  let sum = x
  for (let n = 1; n < TERMS; n++) {
    term *= (2 * x * x) / (2 * n + 1)
    sum += term
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
}

/** erfc(x) = exp(-x^2)/sqrt(pi) / (x + (1/2)/(x + 1/(x + (3/2)/(x + ...)))), x > 0 */
function complement(x: number): number {
  let fraction = x
  for (let n = TERMS; n >= 1; n--) fraction = x + n / 2 / fraction
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction
}

export function erf(x: number): number {
  if (Math.abs(x) <= SERIES_UP_TO) return series(x)
  return x > 0 ? 1 - complement(x) : complement(-x) - 1
}
