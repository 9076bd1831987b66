/** Sentences about sweeps and groups, as they stand in headers, lists and files. */
import type { Direction, Group, ReadResult } from '../../../core/contract/characterization'
import { formatCount, formatShort } from '../../../core/numbers/format'
import { prettyUnit, readableUnit } from '../../../core/numbers/units'

function plural(count: number, word: string): string {
  return `${formatCount(count)} ${word}${count === 1 ? '' : 's'}`
}

/** '4 sweeps, 2 drives, 199 points' */
export function summariseSweeps({ sweeps }: ReadResult): string {
  const points = sweeps.reduce((sum, sweep) => sum + sweep.points, 0)
  const drives = new Set(sweeps.map(({ drive }) => drive).filter((drive) => drive !== null)).size
  return [plural(sweeps.length, 'sweep'), ...(drives > 0 ? [plural(drives, 'drive')] : []), plural(points, 'point')].join(', ')
}

/** A drive with its unit: '37.12 nV'; without a unit in powers of ten. */
export function describeDrive(drive: number, unit: string): string {
  const scaled = readableUnit(drive, unit)
  return `${formatShort(drive * scaled.factor, 3)}${scaled.unit ? ` ${scaled.unit}` : ''}`
}

export function describeDirection(direction: Direction | 0): string {
  return direction === 0 ? 'up and down' : direction === 1 ? 'up' : 'down'
}

/** 'drive 37.1 nV, up and down' */
export function describeGroup({ drive, direction, curves }: Group, unit: string): string {
  const drives = new Set(curves.map((curve) => curve.drive)).size
  if (drives > 1) return 'all drives, one gain'
  const name = drive !== null ? `drive ${describeDrive(drive, unit)}` : curves.length > 1 ? plural(curves.length, 'sweep') : ''
  return [name, describeDirection(direction)].filter(Boolean).join(', ')
}

/** The unit of the drive column, or '' */
export function driveUnit(read: ReadResult | null): string {
  return read?.columns.find(({ role }) => role === 'drive')?.unit ?? ''
}

/** The unit of the response as the file writes it, or '' */
export function responseUnit(read: ReadResult | null): string {
  return read?.columns.find(({ role }) => role === 'x' || role === 'modulus' || role === 'y')?.unit ?? ''
}

export function frequencyUnit(group: Group): string {
  return prettyUnit(group.parameters.f0?.unit ?? group.parameters.fwhm?.unit ?? '')
}
