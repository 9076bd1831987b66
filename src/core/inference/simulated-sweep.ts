/**
 * A simulated sweep read back by refinement on its own equation of motion: the sweep is fast, so the steady state does not
 * hold, and every trial integrates the equation as the simulation did. Gain and background are known (one and none).
 */
import type { Estimate, Group } from '../contract/characterization'
import { createTwin } from '../dynamics/twin'
import { sweepPlan } from '../dynamics/plan'
import type { Sweep } from '../dynamics/sweep'
import type { MeasuredSweep } from '../measurement/sweep'
import type { Simulated } from '../measurement/simulated'
import { drawnPriors, priorDeviation, priorQuantile } from '../recipe/priors'
import type { SimulationRecipe } from '../recipe/schema'
import { noParameters } from './estimates'
import { refine, sumOfSquares } from './levenberg-marquardt'
import { invertPositive, normalMatrix } from './linear-algebra'
import type { LeastSquares } from './levenberg-marquardt'

/** What the equation's parameters are called in a characterization, and by what factor. */
export const MEANINGS = { omega0: ['f0', 1], gamma: ['fwhm', 1], epsilon: ['kerr', 1], eta: ['nonlinearDamping', 2] } as const

/** Trials of each parameter across its prior, for a start; the middle of each third. */
const GRID = [1 / 6, 1 / 2, 5 / 6]
const ITERATIONS = 60
/** Half of the 90 % interval of a normal distribution, in standard errors. */
const NORMAL_90 = 1.6449
/** Single precision: what a simulated file's numbers are good for, relative to the largest. */
const SINGLE = 6e-8

/** Whether the recipe's parameters mean something that a characterization can show, and its file holds the amplitude z that they describe. */
export function isReadable({ system, sweep, observation }: SimulationRecipe): boolean {
  const [variable, ...others] = system.variables
  const isOneAmplitude = variable?.kind === 'complex' && others.length === 0 && variable.name === observation.variable
  const isSwept = sweep.integrator.kind === 'rk4' && observation.quantity === 'modulus'
  return isOneAmplitude && isSwept && drawnPriors(system).every(({ name }) => Object.hasOwn(MEANINGS, name))
}

/**
 * @param recipe the equation, and the priors, whose range the search starts from
 * @param simulated ends and duration of the sweep, as the file says
 * @throws SharkfinError whose code begins with `formula-`
 */
export function refineSimulated(recipe: SimulationRecipe, simulated: Simulated, sweep: MeasuredSweep): Group {
  const { from, to, duration, law } = simulated
  const steps = sweep.frequency.length
  const twin = createTwin(sweepPlan({ ...recipe, sweep: { ...recipe.sweep, from, to, duration, law, steps } }))
  const differences = (values: Float64Array): Float64Array => residuals(sweep, twin(values))
  const scale = Float64Array.from(drawnPriors(recipe.system), (prior) => Math.sqrt(12) * priorDeviation(prior))
  const free = drawnPriors(recipe.system).map((_, k) => k)
  const problem = { free, residuals: differences, linearise: lineariser(differences, scale) }
  const best = refine(problem, startOf(recipe, differences), ITERATIONS).values
  const model = twin(best)
  const stderr = standardErrors(differences, best, scale, sweep)
  return groupOf(recipe, sweep, model, best, stderr)
}

/** [2 points] for x and y, [points] where the file holds the modulus alone. */
function residuals({ x, y }: MeasuredSweep, { re, im, modulus }: Sweep): Float64Array {
  if (!y) return x.map((value, k) => modulus[k] - value)
  const both = new Float64Array(2 * x.length)
  for (let k = 0; k < x.length; k++) {
    both[2 * k] = re[k] - x[k]
    both[2 * k + 1] = im[k] - y[k]
  }
  return both
}

function startOf({ system }: SimulationRecipe, differences: (values: Float64Array) => Float64Array): Float64Array {
  const trials = drawnPriors(system).reduce<number[][]>(
    (grid, prior) => grid.flatMap((point) => GRID.map((share) => [...point, priorQuantile(prior, share)])),
    [[]]
  )
  const costs = trials.map((trial) => sumOfSquares(differences(Float64Array.from(trial))))
  return Float64Array.from(trials[costs.indexOf(Math.min(...costs))])
}

/** Slopes by central differences, since a trial is cheap. */
function lineariser(differences: (values: Float64Array) => Float64Array, scale: Float64Array): LeastSquares['linearise'] {
  return (values) => ({ residuals: differences(values), jacobian: jacobianAt(differences, values, scale) })
}

/** [rows, size]; the steps are a millionth of each prior's range. */
function jacobianAt(differences: (values: Float64Array) => Float64Array, values: Float64Array, scale: Float64Array): Float64Array {
  const size = values.length
  const step = 1e-6
  const moved = (k: number, sign: number): Float64Array =>
    differences(values.map((value, j) => (j === k ? value + sign * step * scale[k] : value)))
  const columns = Array.from(values, (_, k) => [moved(k, 1), moved(k, -1)])
  const rows = columns[0][0].length
  const jacobian = new Float64Array(rows * size)
  columns.forEach(([up, down], k) => {
    for (let row = 0; row < rows; row++) jacobian[row * size + k] = (up[row] - down[row]) / (2 * step * scale[k])
  })
  return jacobian
}

/** From the scatter around the model, which is the file's own equation: noise alone is left. */
function standardErrors(
  differences: (values: Float64Array) => Float64Array,
  values: Float64Array,
  scale: Float64Array,
  { x }: MeasuredSweep
): Float64Array {
  const size = values.length
  const left = differences(values)
  const jacobian = jacobianAt(differences, values, scale)
  const inverse = invertPositive(normalMatrix(jacobian, size), size)
  const largest = x.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const variance = Math.max(sumOfSquares(left) / (left.length - size), (SINGLE * largest) ** 2)
  return values.map((_, k) => (inverse ? Math.sqrt(variance * inverse[k * size + k]) : Infinity))
}

function groupOf({ system }: SimulationRecipe, sweep: MeasuredSweep, model: Sweep, values: Float64Array, stderr: Float64Array): Group {
  const { x, y, frequency, drive, direction } = sweep
  const rms = Math.sqrt(sumOfSquares(residuals(sweep, model)) / x.length)
  const largest = x.reduce((most, value, k) => Math.max(most, Math.hypot(value, y ? y[k] : 0)), 0)
  const parameters = noParameters()
  drawnPriors(system).forEach(({ name, unit }, k) => {
    const meaning = Object.entries(MEANINGS).find(([symbol]) => symbol === name)?.[1]
    if (meaning) parameters[meaning[0]] = estimate(values[k] * meaning[1], stderr[k] * meaning[1], unit)
  })
  const curve = {
    drive,
    direction,
    frequency: Array.from(frequency),
    measuredX: Array.from(x),
    measuredY: y && Array.from(y),
    modelX: Array.from(y ? model.re : model.modulus),
    modelY: y && Array.from(model.im),
    jump: { measured: null, predicted: null }
  }
  return {
    drive,
    direction,
    points: x.length,
    parameters,
    network: null,
    fit: { relativeRms: rms / largest, reducedChiSquare: null, converged: Number.isFinite(rms) },
    warnings: rms > 0.02 * largest ? [notItsEquation(rms / largest)] : [],
    model: ['the swept equation of motion itself: f0 is omega0, fwhm is gamma, kerr is epsilon, all dimensionless'],
    conjugated: false,
    curves: [curve]
  }
}

/** An estimate whose whole error is statistical. */
export function estimate(value: number, stderr: number, unit: string): Estimate {
  const determined = Number.isFinite(stderr)
  const error = determined ? stderr : 0
  const reach = NORMAL_90 * error
  return { value, unit, stderr: error, interval90: [value - reach, value + reach], statistical: error, model: 0, determined }
}

function notItsEquation(share: number): Group['warnings'][number] {
  const percent = (100 * share).toPrecision(2)
  return { code: 'model-misfit', message: `The recipe's equation does not describe this sweep: it misses by ${percent} % of the peak.` }
}
