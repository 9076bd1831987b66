/** A map as sweeps: what one row of it is, and what its rows scan. */
import type { Prior } from '../recipe/priors'
import { knownNumber, valueOfRow } from '../recipe/scan'
import type { SimulationRecipe } from '../recipe/schema'

/** Sweeps in one sample. */
export function rowCount({ observation }: Pick<SimulationRecipe, 'observation'>): number {
  return observation.rows?.count ?? 1
}

/** @returns [rows] the scanned number, as single precision holds it; empty for a curve */
export function scannedValues({ observation: { rows } }: Pick<SimulationRecipe, 'observation'>): Float32Array {
  return Float32Array.from({ length: rows?.count ?? 0 }, (_, row) => (rows ? valueOfRow(rows, row) : NaN))
}

/** The recipe of one row: a curve whose last parameter is the scanned number, given anew for every sweep as a drawn one is. */
export function rowRecipe(recipe: SimulationRecipe): SimulationRecipe {
  const { system, observation } = recipe
  const { rows } = observation
  if (!rows) return recipe
  const { [rows.parameter]: _constant, ...constants } = system.constants
  const [low, high] = [Math.min(rows.from, rows.to), Math.max(rows.from, rows.to)]
  const scanned: Prior = { kind: 'uniform', name: rows.parameter, unit: knownNumber(system, rows.parameter)?.unit ?? '', low, high }
  const priors = [...system.priors.filter(({ name }) => name !== rows.parameter), scanned]
  return { ...recipe, system: { ...system, constants, priors }, observation: { ...observation, rows: null } }
}

/** Parameters of a sample, then the scanned number of a row. */
export function withScanned(parameters: ArrayLike<number>, scanned: ArrayLike<number>, row: number): Float64Array {
  const values = new Float64Array(parameters.length + (scanned.length > 0 ? 1 : 0))
  values.set(parameters)
  if (scanned.length > 0) values[parameters.length] = scanned[row] ?? NaN
  return values
}
