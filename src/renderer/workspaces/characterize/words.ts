/** Sentences about sweeps and groups, as they stand in headers, lists and files. */
import type { Direction, Group, ReadResult } from '../../../core/contract/characterization'
import type { Place } from '../../../core/contract/errors'
import { formatCount, formatShort } from '../../../core/numbers/format'
import { portsOf } from '../../../core/recipe/ports'
import type { Recipe } from '../../../core/recipe/schema'
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

/** 'wire.txt, line 12, column 3' */
export function describePlace({ file, line, column }: Place): string {
  return [file, line && `line ${line}`, column && `column ${column}`].filter(Boolean).join(', ')
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

/** What the button Train does, after its name: 'simulates fresh sweeps ... 20,000 batches of 32.' */
export function whatTrainDoes(recipe: Recipe): string {
  const { samples, batches, batch } = recipe.training
  const learnt = portsOf(recipe).targets.map(({ name }) => name).join(', ')
  const fixed = samples.kind === 'fixed' ? formatCount(samples.count) : null
  const long = `${formatCount(batches)} batches of ${formatCount(batch)}.`
  if (recipe.kind === 'function') {
    return `draws ${fixed ? `${fixed} points once` : 'fresh points for every batch'} and teaches the network ${learnt} from them: ${long}`
  }
  return `simulates ${fixed ? `${fixed} sweeps once` : 'fresh sweeps for every batch'} and teaches the network to read ${learnt} from them: ${long}`
}
