/**
 * Simulated maps read back from their file, where the rows of a map are so many sweeps one after another: brought to bins as the recipe
 * does, and fitted by maps of the same equation. Gain and background are known (one and none).
 */
import type { Group } from '../contract/characterization'
import { createSimulator } from '../dynamics/create-simulator'
import { createResampling, resample } from '../dynamics/resample'
import type { Simulated } from '../measurement/simulated'
import type { MeasuredSweep } from '../measurement/sweep'
import { axesOf } from '../recipe/axes'
import { drawnPriors } from '../recipe/priors'
import type { SimulationRecipe } from '../recipe/schema'
import { noParameters } from './estimates'
import { fitMap, type MapData } from './map-fit'
import { mapErrors } from './map-errors'
import { estimate, MEANINGS } from './simulated-sweep'

/** Fewer rows are no map. */
const LEAST_ROWS = 3
/** Shares of the largest number that a map may miss its own equation by. */
const MISFIT = 0.02

export interface SimulatedMap {
  /** What made it: the file's sweep and rows in the recipe's place. */
  readonly recipe: SimulationRecipe
  readonly sweeps: readonly MeasuredSweep[]
  /** [rows, bins] */
  readonly values: Float64Array
}

/**
 * @param recipe with rows
 * @returns the maps of a file, each from where the scanned number begins anew; empty where the file does not say what its sweeps scan
 */
export function simulatedMaps(recipe: SimulationRecipe, simulated: Simulated, sweeps: readonly MeasuredSweep[]): readonly SimulatedMap[] {
  const { rows, bins, filter } = recipe.observation
  const scanned = simulated.sweeps.map((parameters) => (rows ? (parameters[rows.parameter] ?? NaN) : NaN))
  if (!rows || scanned.length !== sweeps.length || scanned.some(Number.isNaN)) return []
  const starts = [...scanned.keys()].filter((k) => scanned[k] === scanned[0])
  return starts.flatMap((start, at) => {
    const end = starts[at + 1] ?? scanned.length
    const own = sweeps.slice(start, end)
    const steps = own[0]?.frequency.length ?? 0
    if (own.length < LEAST_ROWS || own.some(({ frequency }) => frequency.length !== steps)) return []
    const resampling = createResampling(steps, bins, filter)
    const lines = own.map(({ x, y }) => resample(resampling, x.map((value, k) => Math.hypot(value, y ? y[k] : 0))))
    const { from, to, duration, law } = simulated
    const sweep = { ...recipe.sweep, from, to, duration, law, steps }
    const observation = { ...recipe.observation, rows: { ...rows, from: scanned[start], to: scanned[end - 1], count: own.length } }
    return [{ recipe: { ...recipe, sweep, observation }, sweeps: own, values: Float64Array.from(lines.flatMap((line) => Array.from(line))) }]
  })
}

/** @throws SharkfinError whose code begins with `formula-` */
export async function refineSimulatedMap({ recipe, sweeps, values }: SimulatedMap): Promise<Group> {
  const simulator = await createSimulator(recipe)
  const data: MapData = { rows: sweeps.length, columns: recipe.observation.bins, values }
  const fit = fitMap(simulator, data, { gain: 1, offset: 0 })
  const uncertainty = fit && mapErrors(simulator, data, fit)
  const parameters = noParameters()
  drawnPriors(recipe.system).forEach(({ name, unit }, k) => {
    const meaning = Object.entries(MEANINGS).find(([symbol]) => symbol === name)?.[1]
    if (!meaning || !fit || !uncertainty) return
    parameters[meaning[0]] = estimate(fit.values[k] * meaning[1], Math.sqrt(uncertainty.covariance[k * fit.free.length + k]) * meaning[1], unit)
  })
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const relativeRms = uncertainty ? uncertainty.scatter / largest : null
  return {
    drive: null,
    direction: sweeps[0]?.direction ?? 1,
    points: values.length,
    parameters,
    network: null,
    fit: { relativeRms, reducedChiSquare: null, converged: fit?.converged ?? false },
    warnings: relativeRms === null || relativeRms > MISFIT ? [{ code: 'model-misfit', message: 'The recipe\'s equation does not describe this map.' }] : [],
    model: [`a map of ${sweeps.length} swept rows of the equation of motion itself: f0 is omega0, fwhm is gamma, kerr is epsilon, all dimensionless`],
    conjugated: false,
    curves: curvesOf(recipe, sweeps, values, fit?.model ?? values)
  }
}

function curvesOf(recipe: SimulationRecipe, sweeps: readonly MeasuredSweep[], values: Float64Array, model: Float64Array): Group['curves'] {
  const [rows, columns] = axesOf(recipe)
  if (!rows || !columns) return []
  const at = ({ from, to, count }: typeof rows, k: number): number => from + ((to - from) * k) / (count - 1)
  return sweeps.map(({ direction }, row) => {
    const line = (map: Float64Array): number[] => Array.from(map.subarray(row * columns.count, (row + 1) * columns.count))
    const frequency = Array.from({ length: columns.count }, (_, k) => at(columns, k))
    return { drive: at(rows, row), direction, frequency, measuredX: line(values), measuredY: null, modelX: line(model), modelY: null, jump: { measured: null, predicted: null } }
  })
}
