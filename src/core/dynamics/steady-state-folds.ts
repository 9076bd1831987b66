/** Where a Duffing line becomes bistable, and between which frequencies. */
import type { Oscillator } from './steady-state'

/** Ends of the stable branches at one drive, as drive frequencies: the upper branch exists up to `upper` and so on. */
export interface Folds {
  readonly upper: number
  readonly lower: number
}

/**
 * Smallest drive f at which the steady state becomes bistable; Infinity where it never does (|epsilon| <= sqrt(3) eta).
 * For eta = 0 it is f^2 = gamma^3 / (3 sqrt(3) |epsilon|). At the cusp both derivatives of the cubic in n vanish, which
 * leaves a quadratic for the detuning omega0 - omega.
 */
export function criticalDrive({ gamma, epsilon, eta }: Oscillator): number {
  const size = Math.abs(epsilon)
  if (size <= Math.sqrt(3) * eta) return Infinity
  const a = size * size - 3 * eta * eta
  const half = 2 * gamma * eta * size
  const c = (gamma * gamma * (eta * eta - 3 * size * size)) / 4
  const detuning = (-half - Math.sqrt(half * half - a * c)) / a
  const n = (-2 * ((gamma * eta) / 2 + detuning * size)) / (3 * (eta * eta + size * size))
  return Math.sqrt(n * ((gamma / 2 + eta * n) ** 2 + (detuning + size * n) ** 2))
}

/** The folds at drive f, or null where the line is single-valued. Zeros of d omega / d n along the line's steep side. */
export function folds(oscillator: Oscillator, f: number): Folds | null {
  const { omega0, gamma, epsilon, eta } = oscillator
  if (!(f > criticalDrive(oscillator))) return null
  const size = Math.abs(epsilon)
  // On the side it leans to, the line is omega - omega0 = epsilon n + side(n), with side^2 = f^2/n - (gamma/2 + eta n)^2
  const side = (n: number): number => Math.sqrt(Math.max(0, (f * f) / n - (gamma / 2 + eta * n) ** 2))
  const lean = (n: number): number => size - ((f * f) / (n * n) + 2 * eta * (gamma / 2 + eta * n)) / (2 * side(n))
  const peak = peakIntensity(oscillator, f)
  const inside = largest(lean, peak)
  const omega = (n: number): number => omega0 + Math.sign(epsilon) * (size * n + side(n))
  return { upper: omega(zero(lean, peak, inside)), lower: omega(zero(lean, 0, inside)) }
}

/** Largest |z|^2 on the line: n (gamma/2 + eta n)^2 = f^2. */
export function peakIntensity({ gamma, eta }: Oscillator, f: number): number {
  let [low, high] = [0, ((2 * f) / gamma) ** 2]
  for (let step = 0; step < 200 && high - low > 1e-15 * high; step++) {
    const n = (low + high) / 2
    if (n * (gamma / 2 + eta * n) ** 2 > f * f) high = n
    else low = n
  }
  return high
}

/** Place of the largest value of a function with one maximum in (0, top), by golden sections. */
function largest(value: (n: number) => number, top: number): number {
  const golden = (Math.sqrt(5) - 1) / 2
  let [low, high] = [0, top]
  for (let step = 0; step < 80; step++) {
    const left = high - golden * (high - low)
    const right = low + golden * (high - low)
    if (value(left) > value(right)) high = right
    else low = left
  }
  return (low + high) / 2
}

/** Zero between a place where the function is negative and one where it is positive, by halving. */
function zero(value: (n: number) => number, negative: number, positive: number): number {
  for (let step = 0; step < 200; step++) {
    const n = (negative + positive) / 2
    if (value(n) > 0) positive = n
    else negative = n
  }
  return positive
}
