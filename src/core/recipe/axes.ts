/** Along what a sample extends: the drive frequency, and for a map the number that its rows scan. */
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
  const omega = { name: 'omega', unit: '', ...binCentres(sweep, bins), count: bins }
  if (rows === null) return [omega]
  const { parameter: name, ...scan } = rows
  return [{ name, unit: knownNumber(system, name)?.unit ?? '', ...scan }, omega]
}

/** Drive frequency at the middle of the first and the last bin: a bin is steps/bins points wide, and point k is stored after step k + 1. */
function binCentres({ from, to, steps }: SimulationRecipe['sweep'], bins: number): { from: number; to: number } {
  const at = (bin: number): number => from + ((to - from) * ((steps / bins) * (bin + 1 / 2) + 1 / 2)) / (steps - 1)
  return { from: at(0), to: at(bins - 1) }
}
