/** The structure in motion on the screen: Newton's equation, its energies as they were, and the place where it would come to rest. */
import { createDynamics, type Dynamics } from '../../../core/structures/dynamics'
import type { Energy } from '../../../core/structures/energy'
import { scatter } from '../../../core/structures/layout'

/** Points of the energy curves; when full, every second one is dropped. */
const KEPT = 4000

export interface Motion {
  energy: Energy
  dynamics: Dynamics
  readonly dt: number
  readonly friction: number
  /** [2 nodes] */
  coordinates: Float64Array
  readonly time: number[]
  readonly potential: number[]
  readonly kinetic: number[]
  /** Total energy at the beginning, or since something was last held. */
  first: number
  /** When that was. */
  since: number
  stride: number
  before: number
  state: 'moving' | 'diverged'
}

export interface MotionSettings {
  readonly dt: number
  readonly friction: number
}

export function createMotion(energy: Energy, start: ArrayLike<number>, { dt, friction }: MotionSettings): Motion {
  const coordinates = energy.coordinates.slice()
  scatter(energy.layout, start, coordinates)
  const dynamics = createDynamics(energy, energy.masses, start, { dt, friction })
  const motion: Motion = {
    energy, dynamics, dt, friction, coordinates, time: [], potential: [], kinetic: [], first: dynamics.potential + dynamics.kinetic, since: 0, stride: 1, before: 0, state: 'moving'
  }
  record(motion)
  return motion
}

/** The same shape and velocities under another energy: something is held, or let go. */
export function continueMotion(motion: Motion, energy: Energy): void {
  const { nodeOf, axisOf, size } = energy.layout
  const old = motion.energy.layout
  const start = Float64Array.from({ length: size }, (_, k) => motion.coordinates[2 * (nodeOf[k] as number) + (axisOf[k] as number)] ?? NaN)
  const velocity = Float64Array.from({ length: size }, (_, k) => motion.dynamics.velocity[old.place[2 * (nodeOf[k] as number) + (axisOf[k] as number)] ?? -1] ?? 0)
  for (let k = 0; k < motion.coordinates.length; k++) if ((energy.layout.place[k] as number) < 0) motion.coordinates[k] = energy.coordinates[k] as number
  motion.before += motion.dynamics.steps
  motion.energy = energy
  motion.dynamics = createDynamics(energy, energy.masses, start, motion, velocity)
  motion.first = motion.dynamics.potential + motion.dynamics.kinetic
  motion.since = timeOf(motion)
}

export function stepMotion(motion: Motion): void {
  const { dynamics } = motion
  dynamics.step()
  const total = dynamics.potential + dynamics.kinetic
  if (!Number.isFinite(total) || total > motion.first + 1e6 * (1 + Math.abs(motion.first))) motion.state = 'diverged'
  else scatter(motion.energy.layout, dynamics.position, motion.coordinates)
  if ((motion.before + dynamics.steps) % motion.stride === 0) record(motion)
}

export function timeOf({ before, dynamics, dt }: Motion): number {
  return (before + dynamics.steps) * dt
}

function record(motion: Motion): void {
  const { time, potential, kinetic, dynamics } = motion
  time.push(timeOf(motion))
  potential.push(dynamics.potential)
  kinetic.push(dynamics.kinetic)
  if (time.length <= KEPT) return
  motion.stride *= 2
  for (const values of [time, potential, kinetic]) values.splice(0, values.length, ...values.filter((_, k) => k % 2 === 0))
}
