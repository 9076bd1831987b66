/**
 * A measured map fitted by simulated ones: V = gain z(parameters) + offset over all cells that hold a number, by least squares on the
 * recipe's own simulator. Bins and sweep are the recipe's, so that its ringing and its hysteresis are in the model.
 */
import type { Simulator } from '../dynamics/simulator'
import { drawnPriors, priorDeviation, priorQuantile } from '../recipe/priors'
import type { SimulationRecipe } from '../recipe/schema'
import { refine, sumOfSquares, type Fit, type LeastSquares } from './levenberg-marquardt'
import { leastSquares } from './linear-algebra'

export interface MapData {
  readonly rows: number
  readonly columns: number
  /** [rows, columns], the first row and column as the recipe has them; NaN where nothing was measured. */
  readonly values: ArrayLike<number>
}

/** How the file's numbers are tied to the simulation's; a number where it is known. */
export interface Amplitude {
  readonly gain: number | 'fitted'
  readonly offset: number | 'fitted'
}

export interface MapFit {
  /** Of the drawn parameters, then gain and offset. */
  readonly values: Float64Array
  /** Which of the values were fitted. */
  readonly free: readonly number[]
  /** [rows, columns] gain z + offset */
  readonly model: Float64Array
  /** [cells, free] slopes of the model over the cells that hold a number. */
  readonly jacobian: Float64Array
  readonly converged: boolean
}

const STEPS = 40
/** Starts across the prior: so many of each parameter, and fewer where there would be more than so many in all. */
const OF_EACH = 4
const MOST_STARTS = 256
const FOLLOWED = 3
/**
 * Half the distance of the two simulations behind a slope, in standard deviations of the prior. A jump of the response moves from one
 * point of the sweep to the next, so that closer ones would see a staircase.
 */
const APART = 0.02

/**
 * @param guesses starts beside the grid's, such as a network's reading
 * @returns null where no cell holds a number
 */
export function fitMap(simulator: Simulator, data: MapData, amplitude: Amplitude, guesses: readonly (readonly number[])[] = []): MapFit | null {
  const cells = measuredCells(data)
  if (cells.length === 0) return null
  const problem = problemOf(simulator, data, cells, amplitude)
  const starts = [...guesses, ...gridOf(simulator.recipe)]
    .map((parameters) => withAmplitude(simulator, data, cells, amplitude, parameters))
    .map((values) => ({ values, cost: sumOfSquares(problem.residuals(values)) }))
    .filter(({ cost }) => Number.isFinite(cost))
    .sort((a, b) => a.cost - b.cost)
    .slice(0, FOLLOWED)
  const [best] = starts.map(({ values }) => refine(problem, values, STEPS)).sort((a, b) => a.cost - b.cost)
  return best ? fitted(simulator, problem, best) : null
}

/** Places of the cells that hold a number. */
export function measuredCells({ values }: Pick<MapData, 'values'>): Uint32Array {
  return Uint32Array.from(Array.from(values, (value, k) => (Number.isFinite(value) ? k : -1)).filter((k) => k >= 0))
}

/** A plain loop: `from` with a function takes five times as long, and a fit goes over the cells some thousand times. */
function overCells(cells: Uint32Array, value: (cell: number) => number): Float64Array {
  const all = new Float64Array(cells.length)
  for (let k = 0; k < cells.length; k++) all[k] = value(cells[k])
  return all
}

function fitted(simulator: Simulator, problem: LeastSquares, { values, converged }: Fit): MapFit {
  const { jacobian } = problem.linearise(values)
  return { values, free: problem.free, model: modelOf(simulator, values), jacobian, converged }
}

/** [rows, columns] gain z + offset. @param values parameters, gain, offset */
export function modelOf(simulator: Simulator, values: Float64Array): Float64Array {
  const [gain, offset] = values.subarray(simulator.parameters.length)
  return new Float64Array(simulated(simulator, values)).map((z) => gain * z + offset)
}

function simulated(simulator: Simulator, values: ArrayLike<number>): Float32Array {
  const { parameters, inputs, observe } = simulator
  const map = new Float32Array(inputs)
  observe(Float32Array.from({ length: parameters.length }, (_, k) => values[k]), 1, map)
  return map
}

function problemOf(simulator: Simulator, { values: measured }: MapData, cells: Uint32Array, { gain, offset }: Amplitude): LeastSquares {
  const count = simulator.parameters.length
  const free = [...simulator.parameters.keys(), ...(gain === 'fitted' ? [count] : []), ...(offset === 'fitted' ? [count + 1] : [])]
  const apart = drawnPriors(simulator.recipe.system).map((prior) => APART * priorDeviation(prior))
  const residuals = (values: Float64Array): Float64Array => {
    const model = modelOf(simulator, values)
    return overCells(cells, (cell) => model[cell] - measured[cell])
  }
  const slopes = (values: Float64Array, index: number): Float64Array => {
    if (index > count) return new Float64Array(cells.length).fill(1)
    if (index === count) {
      const map = simulated(simulator, values)
      return overCells(cells, (cell) => map[cell])
    }
    const step = apart[index]
    const [above, below] = [1, -1].map((sign) => modelOf(simulator, values.map((value, k) => (k === index ? value + sign * step : value))))
    return overCells(cells, (cell) => (above[cell] - below[cell]) / (2 * step))
  }
  const linearise = (values: Float64Array): ReturnType<LeastSquares['linearise']> => {
    const columns = free.map((index) => slopes(values, index))
    const jacobian = new Float64Array(cells.length * free.length)
    columns.forEach((column, k) => column.forEach((slope, row) => (jacobian[row * free.length + k] = slope)))
    return { residuals: residuals(values), jacobian }
  }
  return { free, residuals, linearise }
}

/** Gain and offset that suit the parameters best, where they are not known. */
function withAmplitude(simulator: Simulator, { values: measured }: MapData, cells: Uint32Array, { gain, offset }: Amplitude, parameters: readonly number[]): Float64Array {
  const map = simulated(simulator, parameters)
  const unknown = [gain, offset].filter((one) => one === 'fitted').length
  const known = (z: number): number => (gain === 'fitted' ? 0 : gain * z) + (offset === 'fitted' ? 0 : offset)
  const design = new Float64Array(cells.length * unknown)
  if (offset === 'fitted') design.fill(1)
  if (gain === 'fitted') cells.forEach((cell, row) => (design[row * unknown] = map[cell]))
  const rest = overCells(cells, (cell) => measured[cell] - known(map[cell]))
  const solved = unknown > 0 ? [...(leastSquares(design, rest, unknown) ?? new Float64Array(unknown))] : []
  const next = (one: number | 'fitted'): number => (one === 'fitted' ? (solved.shift() ?? 0) : one)
  return Float64Array.of(...parameters, next(gain), next(offset))
}

function gridOf({ system }: SimulationRecipe): readonly (readonly number[])[] {
  const priors = drawnPriors(system)
  const each = Math.max(1, Math.min(OF_EACH, Math.floor(MOST_STARTS ** (1 / priors.length))))
  const shares = Array.from({ length: each }, (_, k) => (k + 1 / 2) / each)
  return priors.reduce<number[][]>((grid, prior) => grid.flatMap((point) => shares.map((share) => [...point, priorQuantile(prior, share)])), [[]])
}
