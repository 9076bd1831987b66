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

/** A sample: how many numbers, and along what. */
export interface Extent {
  /** A list [n], or a map [rows, columns, 1]. */
  readonly shape: readonly number[]
  /** In the order of the shape; none where a sample is just several numbers. */
  readonly axes: readonly Axis[]
}

export function sizeOfExtent({ shape }: Pick<Extent, 'shape'>): number {
  return shape.reduce((product, length) => product * length, 1)
}

/** What is observed of the system. */
export function observedExtent(recipe: Pick<SimulationRecipe, 'system' | 'sweep' | 'observation'>): Extent {
  return extentAlong(axesOf(recipe))
}

/** The same with `factor` neighbouring points along each axis in one, which lies in their middle. */
export function coarseExtent({ axes }: Extent, factor: number): Extent {
  return extentAlong(
    axes.map(({ from, to, count, ...axis }) => {
      const shift = count > 1 ? (((to - from) / (count - 1)) * (factor - 1)) / 2 : 0
      return { ...axis, from: from + shift, to: to - shift, count: count / factor }
    })
  )
}

/** A curve is a list; a map has one channel. */
function extentAlong(axes: readonly Axis[]): Extent {
  const counts = axes.map(({ count }) => count)
  return { shape: counts.length > 1 ? [...counts, 1] : counts, axes }
}

/** What goes evenly from `from` to `to` in the duration, at the middle of the first and the last bin: a bin is steps/bins points wide, and point k is stored after step k + 1. */
function binCentres({ from, to, steps }: SimulationRecipe['sweep'], bins: number): { from: number; to: number } {
  const at = (bin: number): number => from + ((to - from) * ((steps / bins) * (bin + 1 / 2) + 1 / 2)) / (steps - 1)
  return { from: at(0), to: at(bins - 1) }
}
