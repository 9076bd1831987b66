/** A map's rows: sweeps that differ in one number of the system, which takes evenly spaced values. */
import type { RowsRecipe } from './measurement'
import type { SystemRecipe } from './system'

/** A constant or a fixed parameter of this name; null where there is neither. Only such a number can be scanned. */
export function knownNumber({ constants, priors }: Pick<SystemRecipe, 'constants' | 'priors'>, name: string): { value: number; unit: string } | null {
  const constant = Object.hasOwn(constants, name) ? constants[name] : undefined
  if (constant !== undefined) return { value: constant, unit: '' }
  const prior = priors.find((one) => one.name === name)
  return prior?.kind === 'fixed' ? { value: prior.value, unit: prior.unit } : null
}

/** What the scanned number is in a row, counted from 0. */
export function valueOfRow({ from, to, count }: Pick<RowsRecipe, 'from' | 'to' | 'count'>, row: number): number {
  return from + ((to - from) * row) / (count - 1)
}
