/**
 * Steady state of the driven, damped Duffing oscillator in the rotating frame,
 * dz/dt = [-gamma/2 - eta |z|^2 - i (omega0 - omega + epsilon |z|^2)] z + i f = 0.
 * Where a sweep dwells long (dwell time x gamma > 10) this replaces the integration.
 */
import { positiveCubicRoots } from './steady-state-cubic'

/** Angular frequencies all, except epsilon and eta: angular frequency per |z|^2. gamma > 0, eta >= 0. */
export interface Oscillator {
  readonly omega0: number
  readonly gamma: number
  readonly epsilon: number
  readonly eta: number
}

export type Branch = 'upper' | 'lower'

/**
 * Every steady |z|^2 at drive frequency omega and drive f, ascending: one, or three of which the middle one is unstable.
 * They solve (gamma/2 + eta n)^2 n + (omega0 - omega + epsilon n)^2 n = f^2.
 */
export function steadyIntensities({ omega0, gamma, epsilon, eta }: Oscillator, omega: number, f: number): number[] {
  const detuning = omega0 - omega
  return positiveCubicRoots(
    eta * eta + epsilon * epsilon,
    gamma * eta + 2 * detuning * epsilon,
    (gamma * gamma) / 4 + detuning * detuning,
    f * f
  )
}

/** z = i f / (gamma/2 + eta n + i (omega0 - omega + epsilon n)) for one of the roots n. @returns [Re z, Im z] */
export function steadyAmplitude(oscillator: Oscillator, omega: number, f: number, n: number): [number, number] {
  const damping = oscillator.gamma / 2 + oscillator.eta * n
  const detuning = oscillator.omega0 - omega + oscillator.epsilon * n
  const size = damping * damping + detuning * detuning
  return [(f * detuning) / size, (f * damping) / size]
}

/**
 * The branch that a slow sweep arrives on when it enters the bistable range. With epsilon > 0 the line leans to high
 * frequencies, so the upper branch is continued from below the range and the lower one from above.
 */
export function enteredBranch(epsilon: number, step: number): Branch {
  return step * epsilon > 0 ? 'upper' : 'lower'
}

/**
 * |z|^2 along a sweep, on the branch that continues the last point; at a fold it falls or rises to the remaining root.
 * @param omega [points] in the order of the sweep; it may turn round
 * @param start the branch at the first point where that is bistable; by default the one a sweep from outside arrives on
 * @returns [points] |z|^2
 */
export function followBranch(
  oscillator: Oscillator,
  omega: ArrayLike<number>,
  f: number,
  start?: Branch
): Float64Array {
  const intensities = new Float64Array(omega.length)
  let branch: Branch | null = start ?? null
  for (let k = 0; k < omega.length; k++) {
    const roots = steadyIntensities(oscillator, omega[k], f)
    if (roots.length < 3) {
      branch = null
      intensities[k] = roots[0] ?? 0
      continue
    }
    const step = k > 0 ? omega[k] - omega[k - 1] : (omega[1] ?? omega[0]) - omega[0]
    branch ??= enteredBranch(oscillator.epsilon, step)
    intensities[k] = branch === 'upper' ? roots[2] : roots[0]
  }
  return intensities
}
