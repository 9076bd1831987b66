/** What a method with error control is to the kernel: one attempt at a step, of two sweeps at a time. */
import type { StepControl } from '../integrators/step-control'
import type { Kept } from '../functions/body'
import type { Writer } from '../kernel/writer'

/** The equations at some time and state. */
export interface Equations {
  /** d/dt of the state. */
  readonly slope: (t: Kept, y: readonly Kept[]) => readonly Kept[]
  /** Slope, its derivatives by the state [i][k], and by t. */
  readonly linearised: (t: Kept, y: readonly Kept[]) => Linearised
}

export interface Linearised {
  readonly slope: readonly Kept[]
  readonly jacobian: readonly (readonly Kept[])[]
  readonly timeSlope: readonly Kept[]
}

export interface Attempt {
  readonly next: readonly Kept[]
  /** Slope there, where it is the first of the next step. */
  readonly nextSlope: readonly Kept[] | null
  /** Of the step, in units of the tolerance: it counts at 1 or less. */
  readonly error: Kept
  /** See `between` in solver.ts: [bends][size]. */
  readonly bends: readonly (readonly Kept[])[]
}

export interface Start {
  readonly t: Kept
  readonly h: Kept
  readonly y: readonly Kept[]
  /** Slope at the start; of use to methods that hand on `nextSlope`. */
  readonly slope: readonly Kept[]
}

export interface Method {
  readonly control: StepControl
  readonly bends: number
  /** Whether it needs derivatives of the equations. */
  readonly isLinearlyImplicit: boolean
  /** @param norm root mean square of errors in units of the tolerance, see errorNorm in integrators/problem.ts */
  readonly write: (writer: Writer, equations: Equations, start: Start, norm: Norm) => Attempt
}

export type Norm = (error: readonly Kept[], y: readonly Kept[], next: readonly Kept[]) => Kept
