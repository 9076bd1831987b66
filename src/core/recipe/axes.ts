/** Along what a sample extends: the drive frequency, or the time where that follows a law, and for a map the number that its rows scan. */
import { knownNumber } from './scan'
import type { SimulationRecipe } from './schema'

/** `count` evenly spaced values. */
export interface Axis {
  readonly name: string
  readonly unit: string
  readonly from: number
  readonly to: number
  readonly count: number
}

/** In the order of the sample's shape. */
export function axesOf({ system, sweep, observation }: Pick<SimulationRecipe, 'system' | 'sweep' | 'observation'>): readonly Axis[] {
  const { rows, bins } = observation
  // Bins are evenly spaced in time; only along a linear sweep they are in frequency
  const along = sweep.law === null ? { name: 'omega', ...binCentres(sweep, bins) } : { name: 't', ...binCentres({ ...sweep, from: 0, to: sweep.duration }, bins) }
  const swept = { ...along, unit: '', count: bins }
  if (rows === null) return [swept]
  const { parameter: name, ...scan } = rows
  return [{ name, unit: knownNumber(system, name)?.unit ?? '', ...scan }, swept]
}

/** What goes evenly from `from` to `to` in the duration, at the middle of the first and the last bin: a bin is steps/bins points wide, and point k is stored after step k + 1. */
function binCentres({ from, to, steps }: SimulationRecipe['sweep'], bins: number): { from: number; to: number } {
  const at = (bin: number): number => from + ((to - from) * ((steps / bins) * (bin + 1 / 2) + 1 / 2)) / (steps - 1)
  return { from: at(0), to: at(bins - 1) }
}
