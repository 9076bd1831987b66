/** What a measured map says: parameters with their errors, the map that they imply, and the doubts about both. */
import type { Estimate, Warning } from '../contract/characterization'
import type { MapOptions, MapParameter, MapReading } from '../contract/map'
import type { Simulator } from '../dynamics/simulator'
import { transposed, type MeasuredMap } from '../measurement/map/measured-map'
import { ontoGrid } from '../measurement/map/onto-grid'
import { axesOf, type Axis } from '../recipe/axes'
import { observedSymbol } from '../recipe/observed'
import { drawnPriors } from '../recipe/priors'
import { fitMap, measuredCells, type MapData, type MapFit } from './map-fit'
import { mapDoubts, noResonance } from './map-doubts'
import { placesOf, scalesOf, type MapScales } from './map-scales'
import { mapErrors } from './map-errors'
import type { MapUncertainty } from './map-uncertainty'
import { estimate } from './simulated-sweep'

export interface PreparedMap {
  readonly map: MeasuredMap
  readonly grid: readonly [Axis, Axis]
  readonly scales: MapScales
  readonly data: MapData
}

export interface FittedMap extends PreparedMap {
  readonly fit: MapFit | null
  readonly uncertainty: MapUncertainty | null
}

/** The map on the recipe's grid. @param simulator of a recipe with rows */
export function prepareMap({ recipe }: Pick<Simulator, 'recipe'>, file: MeasuredMap, options: MapOptions): PreparedMap {
  const map = options.turned ? transposed(file) : file
  const [rows, columns] = axesOf(recipe)
  if (!rows || !columns) throw new Error('a recipe without rows was asked to read a map')
  const grid = [rows, columns] as const
  const scales = scalesOf(map, grid, options)
  const values = ontoGrid(map, placesOf(map, scales, grid), grid)
  return { map, grid, scales, data: { rows: rows.count, columns: columns.count, values } }
}

/** @param guesses starts of the search, such as what a network reads */
export function fitPrepared(simulator: Simulator, prepared: PreparedMap, guesses: readonly (readonly number[])[] = []): FittedMap {
  const fit = fitMap(simulator, prepared.data, prepared.scales.amplitude, guesses)
  return { ...prepared, fit, uncertainty: fit && mapErrors(simulator, prepared.data, fit) }
}

/** The map as the network is to see it: in the simulation's units, and where nothing was measured what the fit says. null: nothing was fitted. */
export function asSeen(simulator: Simulator, { data, fit }: FittedMap): Float32Array | null {
  if (!fit) return null
  const [gain, offset] = fit.values.subarray(simulator.parameters.length)
  return Float32Array.from(fit.model, (model, cell) => ((Number.isNaN(data.values[cell]) ? model : data.values[cell]) - offset) / gain)
}

export interface NetworkReading {
  /** One for each drawn parameter. */
  readonly estimates: readonly Estimate[]
}

/** @param network what a network reads, or in words why none does */
export function mapReading(simulator: Simulator, file: string, fitted: FittedMap, network: NetworkReading | string): MapReading {
  const { map, grid, scales, data, fit, uncertainty } = fitted
  const masked = data.values.length - measuredCells(data).length
  const nothing = noResonance(fitted)
  const estimates = fit && uncertainty && !nothing ? estimatesOf(fit, uncertainty) : null
  const parameters = drawnPriors(simulator.recipe.system).map(({ name, unit }, k): MapParameter => ({
    name,
    unit,
    fit: estimates && { ...estimates(k), unit },
    network: typeof network === 'string' || nothing ? null : (network.estimates[k] ?? null),
    lab: estimates && fit && uncertainty ? labOf(name, simulator, fitted, fit, uncertainty) : null
  }))
  const count = simulator.parameters.length
  const model = fit && Float32Array.from(fit.model)
  const warnings: readonly Warning[] = nothing ? [nothing] : mapDoubts(simulator.recipe, fitted, parameters, masked)
  return {
    file,
    understood: [...map.understood],
    assumptions: [...scales.assumptions, sweepInWords(simulator)],
    warnings: [...warnings],
    axes: [inFile(grid[0], map.rows, 0, scales.drive), inFile(grid[1], map.columns, scales.centre, scales.width)],
    quantity: map.quantity || observedSymbol(simulator.recipe),
    unit: map.unit,
    measured: Float32Array.from(data.values),
    model,
    difference: model && Float32Array.from(data.values, (value, cell) => value - model[cell]),
    masked,
    scales: { centre: scales.centre, width: scales.width, drive: scales.drive, ...scales.amplitude },
    parameters,
    gain: estimates && scales.amplitude.gain === 'fitted' ? { ...estimates(count), unit: map.unit } : null,
    offset: estimates && scales.amplitude.offset === 'fitted' ? { ...estimates(count + 1), unit: map.unit } : null,
    fit: fit && uncertainty && summaryOf(data, fit, uncertainty),
    unread: typeof network === 'string' ? network : ''
  }
}

/** The estimate of a value by its place among them. */
function estimatesOf({ values, free }: MapFit, { covariance }: MapUncertainty): (index: number) => Estimate {
  return (index) => {
    const at = free.indexOf(index)
    return estimate(values[index], at < 0 ? 0 : Math.sqrt(covariance[at * free.length + at]), '')
  }
}

/** f0 = centre + width omega0, fwhm = width gamma, kerr = width epsilon/gain^2, as a characterization names them. */
function labOf(name: string, { parameters }: Simulator, { map, scales }: PreparedMap, { values, free }: MapFit, { covariance }: MapUncertainty): MapParameter['lab'] {
  const { centre, width } = scales
  const unit = map.columns.unit
  if (width === 1 && centre === 0 && unit === '') return null
  const index = parameters.indexOf(name)
  const variance = (a: number, b: number): number => {
    const [i, j] = [free.indexOf(a), free.indexOf(b)]
    return i < 0 || j < 0 ? 0 : covariance[i * free.length + j]
  }
  const [value, error] = [values[index], Math.sqrt(variance(index, index))]
  if (name === 'omega0') return { name: 'f0', estimate: estimate(centre + width * value, Math.abs(width) * error, unit) }
  if (name === 'gamma') return { name: 'fwhm', estimate: estimate(Math.abs(width) * value, Math.abs(width) * error, unit) }
  if (name !== 'epsilon') return null
  const at = parameters.length
  const gain = values[at]
  const [byValue, byGain] = [width / gain ** 2, (-2 * width * value) / gain ** 3]
  const square = byValue ** 2 * variance(index, index) + 2 * byValue * byGain * variance(index, at) + byGain ** 2 * variance(at, at)
  return { name: 'kerr', estimate: estimate(byValue * value, Math.sqrt(Math.max(0, square)), `${unit}${map.unit ? `/${map.unit}²` : ''}`) }
}

function inFile(axis: Axis, { name, unit }: { readonly name: string; readonly unit: string }, origin: number, scale: number): Axis {
  return { name: name || axis.name, unit: unit || axis.unit, from: origin + scale * axis.from, to: origin + scale * axis.to, count: axis.count }
}

function summaryOf(data: MapData, { model, converged }: MapFit, { scatter, noise, reducedChiSquare }: MapUncertainty): NonNullable<MapReading['fit']> {
  const cells = measuredCells(data)
  let [squares, largest] = [0, 0]
  for (const cell of cells) {
    squares += (data.values[cell] - model[cell]) ** 2
    largest = Math.max(largest, Math.abs(data.values[cell]))
  }
  return { scatter, noise, reducedChiSquare, relativeRms: Math.sqrt(squares / cells.length) / (largest || 1), converged }
}

function sweepInWords({ recipe: { sweep } }: Simulator): string {
  if (sweep.law !== null) return 'Each row is taken to be swept as the recipe is.'
  return `Each row is taken to be swept ${sweep.to > sweep.from ? 'upwards' : 'downwards'}, as slowly as the recipe: ${sweep.duration} units of time.`
}
