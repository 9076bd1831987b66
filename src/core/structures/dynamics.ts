/**
 * Newton's equation m x'' = -grad E - friction x' by velocity Verlet (W. C. Swope, H. C. Andersen, P. H. Berens and K. R. Wilson,
 * J. Chem. Phys. 76 (1982) 637): order 2, time-reversible and symplectic without friction. Friction's own exact solution, a decay of the
 * velocity, is put half before and half after each step, which keeps the order.
 */
import type { Objective } from './objective'

export interface Dynamics {
  /** [size] */
  readonly position: Float64Array
  readonly velocity: Float64Array
  /** Potential energy at `position`. */
  potential: number
  kinetic: number
  time: number
  steps: number
  readonly step: () => void
}

export interface DynamicsSettings {
  /** Time of one step. */
  readonly dt: number
  /** Force per velocity, on every moving coordinate. */
  readonly friction: number
}

/** @param masses [size] */
export function createDynamics(
  objective: Objective,
  masses: Float64Array,
  start: ArrayLike<number>,
  { dt, friction }: DynamicsSettings,
  velocity: ArrayLike<number> = new Float64Array(objective.size)
): Dynamics {
  const slope = new Float64Array(objective.size)
  const decay = Float64Array.from(masses, (mass) => Math.exp((-friction * dt) / (2 * mass)))
  const x = Float64Array.from(start)
  const v = Float64Array.from(velocity)
  const kick = (): void => {
    for (let k = 0; k < x.length; k++) v[k] = (v[k] as number) - ((dt / 2) * (slope[k] as number)) / (masses[k] as number)
  }
  const slow = (): void => {
    if (friction !== 0) for (let k = 0; k < x.length; k++) v[k] = (v[k] as number) * (decay[k] as number)
  }
  const kineticEnergy = (): number => {
    let sum = 0
    for (let k = 0; k < x.length; k++) sum += (masses[k] as number) * (v[k] as number) * (v[k] as number)
    return sum / 2
  }
  const dynamics: Dynamics = {
    position: x,
    velocity: v,
    potential: objective.gradient(x, slope),
    kinetic: kineticEnergy(),
    time: 0,
    steps: 0,
    step: () => {
      slow()
      kick()
      for (let k = 0; k < x.length; k++) x[k] = (x[k] as number) + dt * (v[k] as number)
      dynamics.potential = objective.gradient(x, slope)
      kick()
      slow()
      dynamics.kinetic = kineticEnergy()
      dynamics.steps++
      dynamics.time = dynamics.steps * dt
    }
  }
  return dynamics
}
