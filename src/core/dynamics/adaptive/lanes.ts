/** Which sweep each lane of an adaptive kernel makes, and what comes after it. */
import { DORMAND_PRINCE_CONTROL } from '../integrators/dormand-prince'
import { guessedStep, stepTooSmall } from '../integrators/problem'
import { ROSENBROCK_CONTROL } from '../integrators/rosenbrock'
import { memoryOf } from '../integrators/step-control'
import type { AdaptiveKernel } from './emit'
import { timeOf } from './layout'
import { createMachine, isMarked, mark } from './machine'
import type { Machine } from './machine'

/** @param at where in `rows` the sweep's numbers begin, [parts][steps]; the lane's next sweep overwrites them */
export type Done = (sweep: number, at: number) => void

/** Value of parameter k of a sweep. */
export type Parameter = (sweep: number, k: number) => number

export interface Lanes {
  readonly rows: Float64Array
  /**
   * Makes `count` sweeps and keeps the observed variable.
   * @throws SharkfinError `integration-failed`
   */
  readonly observe: (parameter: Parameter, count: number, done: Done) => void
  /** Makes sweep 0 and keeps every quantity at the beginning of `rows`, [size][steps]. */
  readonly trace: (parameter: Parameter) => void
}

const IDLE = -1
const CONTROLS = { 'dormand-prince': DORMAND_PRINCE_CONTROL, rosenbrock: ROSENBROCK_CONTROL } as const

interface Work {
  readonly kernel: AdaptiveKernel
  readonly machine: Machine
  /** [lanes] */
  readonly sweep: Int32Array
  /** [size] scratch for the first step. */
  readonly state: Float64Array
  readonly slope: Float64Array
}

export function createLanes(kernel: AdaptiveKernel): Lanes {
  const { lanes, size } = kernel.layout
  const machine = createMachine(kernel)
  const sweep = new Int32Array(lanes)
  const work: Work = { kernel, machine, sweep, state: new Float64Array(size), slope: new Float64Array(size) }
  return {
    rows: machine.rows,
    observe: (parameter, count, done) => run(work, machine.observe, parameter, count, done),
    trace: (parameter) => run(work, machine.trace, parameter, 1, () => undefined)
  }
}

/** @param advance runs all lanes until one wants to be looked at */
function run(work: Work, advance: () => void, parameter: Parameter, count: number, done: Done): void {
  const { kernel: { layout }, machine, sweep } = work
  let [next, atWork] = [0, Math.min(count, layout.lanes)]
  for (let lane = 0; lane < layout.lanes; lane++) {
    if (next < count) beginSweep(work, lane, next++, parameter)
    else rest(work, lane)
  }
  if (atWork > 0) firstSteps(work)
  while (atWork > 0) {
    advance()
    for (let lane = 0; lane < layout.lanes; lane++) {
      if (isMarked(machine.failed, lane)) throw stepTooSmall(machine.reached[lane] ?? NaN)
      if (sweep[lane] === IDLE || machine.point[lane] !== layout.steps) continue
      done(sweep[lane] ?? IDLE, lane * layout.parts.length * layout.steps)
      if (next < count) beginSweep(work, lane, next++, parameter)
      else {
        rest(work, lane)
        atWork--
      }
    }
    firstSteps(work)
  }
}

function beginSweep({ kernel, machine, sweep }: Work, lane: number, which: number, parameter: Parameter): void {
  const { layout, method, initial } = kernel
  const { lanes, parameters: width, parts, steps, rowsAt } = layout
  sweep[lane] = which
  machine.reached[lane] = 0
  machine.memory[lane] = memoryOf(CONTROLS[method], 0)
  machine.point[lane] = 0
  machine.row[lane] = rowsAt + 8 * lane * parts.length * steps
  machine.due[lane] = timeOf(layout, 0)
  for (let k = 0; k < width; k++) machine.parameters[k * lanes + lane] = parameter(which, k)
  for (let i = 0; i < initial.length; i++) machine.state[i * lanes + lane] = initial[i] ?? NaN
  mark(machine.accepted, lane, false)
  mark(machine.fresh, lane, true)
  mark(machine.active, lane, true)
}

/** A lane without a sweep computes what nobody reads. */
function rest({ machine, sweep }: Work, lane: number): void {
  sweep[lane] = IDLE
  machine.due[lane] = Infinity
  mark(machine.accepted, lane, false)
  mark(machine.fresh, lane, false)
  mark(machine.active, lane, false)
}

/** Of the lanes that begin a sweep. */
function firstSteps({ kernel, machine, state, slope }: Work): void {
  const { lanes, steps } = kernel.layout
  const end = timeOf(kernel.layout, steps - 1)
  let isBegun = false
  for (let lane = 0; lane < lanes; lane++) {
    if (!isMarked(machine.fresh, lane)) continue
    if (!isBegun) machine.begin()
    isBegun = true
    for (let i = 0; i < state.length; i++) {
      state[i] = machine.state[i * lanes + lane] ?? NaN
      slope[i] = machine.slope[i * lanes + lane] ?? NaN
    }
    machine.nextStep[lane] = Math.min(guessedStep(state, slope, kernel.tolerances), end)
    mark(machine.fresh, lane, false)
  }
}
