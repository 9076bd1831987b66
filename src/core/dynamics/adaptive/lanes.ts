/** Sweeps on the lanes of an adaptive kernel: which attempts count, how long the next step is, what is kept, which sweep comes next. */
import type { SimulationRecipe } from '../../recipe/schema'
import { DORMAND_PRINCE_CONTROL } from '../integrators/dormand-prince'
import { checkStep, guessedStep } from '../integrators/problem'
import { ROSENBROCK_CONTROL } from '../integrators/rosenbrock'
import { afterRejection, afterSuccess, FIRST_LOGARITHM, rememberedLogarithm } from '../integrators/step-control'
import type { StepControl } from '../integrators/step-control'
import type { AdaptiveKernel } from './emit'
import { createMachine, mark } from './machine'
import type { Machine } from './machine'

/** @param rows [wanted][steps], overwritten by the next sweep */
export type Done = (sweep: number, rows: Float64Array) => void

export interface Lanes {
  /**
   * Makes `count` sweeps with parameters y [count, width].
   * @param wanted quantities that are kept
   * @throws SharkfinError `integration-failed`
   */
  readonly run: (y: ArrayLike<number>, count: number, width: number, wanted: readonly number[], done: Done) => void
}

const IDLE = -1
const CONTROLS: Readonly<Record<AdaptiveKernel['method'], StepControl>> = {
  'dormand-prince': DORMAND_PRINCE_CONTROL,
  rosenbrock: ROSENBROCK_CONTROL
}

interface Work {
  readonly kernel: AdaptiveKernel
  readonly machine: Machine
  readonly control: StepControl
  /** Times at which the state is kept. */
  readonly times: Float64Array
  /** For each lane: its sweep, the next of `times`, and the logarithm of the error of its last accepted step. */
  readonly sweep: Int32Array
  readonly point: Int32Array
  readonly last: Float64Array
  /** [size] scratch for the first step. */
  readonly state: Float64Array
  readonly slope: Float64Array
  /** For each lane [wanted][steps], made when they are first needed. */
  readonly rows: Float64Array[]
}

export function createLanes({ sweep: { steps, duration } }: SimulationRecipe, kernel: AdaptiveKernel): Lanes {
  const machine = createMachine(kernel)
  const { lanes } = machine
  const work: Work = {
    kernel,
    machine,
    control: CONTROLS[kernel.method],
    times: Float64Array.from({ length: steps }, (_, step) => ((step + 1) * duration) / (steps - 1)),
    sweep: new Int32Array(lanes),
    point: new Int32Array(lanes),
    last: new Float64Array(lanes),
    state: new Float64Array(kernel.state.length),
    slope: new Float64Array(kernel.state.length),
    rows: []
  }
  return { run: (y, count, width, wanted, done) => run(work, y, count, width, wanted, done) }
}

function run(work: Work, y: ArrayLike<number>, count: number, width: number, wanted: readonly number[], done: Done): void {
  const { machine, sweep, point, times, rows } = work
  const { lanes } = machine
  let [next, atWork] = [0, 0]
  for (let lane = 0; lane < lanes; lane++) {
    if (next < count) {
      beginSweep(work, lane, next++, y, width)
      if ((rows[lane]?.length ?? 0) < wanted.length * times.length) rows[lane] = new Float64Array(wanted.length * times.length)
      atWork++
    } else rest(work, lane)
  }
  firstSteps(work)
  while (atWork > 0) {
    machine.attempt()
    let fresh = 0
    for (let lane = 0; lane < lanes; lane++) {
      if (sweep[lane] === IDLE || !settle(work, lane, wanted)) continue
      if (point[lane] !== times.length) continue
      done(sweep[lane] ?? IDLE, rows[lane] ?? times)
      if (next < count) {
        beginSweep(work, lane, next++, y, width)
        fresh++
      } else {
        rest(work, lane)
        atWork--
      }
    }
    if (fresh > 0) firstSteps(work)
  }
}

function beginSweep({ kernel, machine, sweep, point, last }: Work, lane: number, which: number, y: ArrayLike<number>, width: number): void {
  const { lanes, parameters, state, time } = machine
  sweep[lane] = which
  point[lane] = 0
  last[lane] = FIRST_LOGARITHM
  time[lane] = 0
  for (let k = 0; k < width; k++) parameters[k * lanes + lane] = y[which * width + k] ?? NaN
  for (let i = 0; i < kernel.initial.length; i++) state[i * lanes + lane] = kernel.initial[i] ?? NaN
  mark(machine.accepted, lane, false)
  mark(machine.fresh, lane, true)
}

/** A lane without a sweep computes what nobody reads. */
function rest({ machine, sweep }: Work, lane: number): void {
  sweep[lane] = IDLE
  machine.step[lane] = 0
  mark(machine.accepted, lane, false)
}

/** Of the lanes that begin a sweep. */
function firstSteps({ kernel, machine, times, state, slope }: Work): void {
  machine.begin()
  const end = times[times.length - 1] ?? 0
  for (let lane = 0; lane < machine.lanes; lane++) {
    if (machine.fresh[2 * lane] === 0) continue
    for (let i = 0; i < state.length; i++) {
      state[i] = machine.state[i * machine.lanes + lane] ?? NaN
      slope[i] = machine.slope[i * machine.lanes + lane] ?? NaN
    }
    machine.step[lane] = Math.min(guessedStep(state, slope, kernel.tolerances), end)
    mark(machine.fresh, lane, false)
  }
}

/** Judges a lane's attempt, and sets its next step. @returns whether it counts */
function settle(work: Work, lane: number, wanted: readonly number[]): boolean {
  const { machine, control, times, point, last } = work
  const [error, h, t] = [machine.error[lane] ?? NaN, machine.step[lane] ?? NaN, machine.time[lane] ?? NaN]
  const end = times[times.length - 1] ?? t
  const counts = error <= 1
  mark(machine.accepted, lane, counts)
  if (!counts) {
    const shorter = h * afterRejection(control, error)
    checkStep(shorter, t)
    machine.step[lane] = shorter
    return false
  }
  const reached = end - (t + h) <= 1e-14 * Math.abs(end) ? end : t + h
  let at = point[lane] ?? 0
  while (at < times.length) {
    const time = times[at] ?? end
    if (time > reached) break
    keep(work, lane, wanted, at++, Math.min(1, (time - t) / h))
  }
  point[lane] = at
  if (at === times.length) return true
  const longer = Math.min(h * afterSuccess(control, error, last[lane] ?? 0), end - reached)
  checkStep(longer, reached)
  if (control.integral > 0) last[lane] = rememberedLogarithm(error)
  machine.time[lane] = reached
  machine.step[lane] = longer
  return true
}

/** The state at a share of the step: y + share (change + rest (a + share (b + rest c))), rest = 1 - share, a, b and c the bends. */
function keep({ kernel: { layout }, machine, times, rows }: Work, lane: number, wanted: readonly number[], at: number, share: number): void {
  const { lanes, state, next, bends } = machine
  const remaining = 1 - share
  const stride = layout.size * lanes
  const row = rows[lane] ?? times
  for (let k = 0; k < wanted.length; k++) {
    const place = (wanted[k] ?? 0) * lanes + lane
    const from = state[place] ?? NaN
    let curved = bends[stride + place] ?? NaN
    if (layout.bends === 3) curved += remaining * (bends[2 * stride + place] ?? NaN)
    const bent = (bends[place] ?? NaN) + share * curved
    row[k * times.length + at] = from + share * ((next[place] ?? NaN) - from + remaining * bent)
  }
}
