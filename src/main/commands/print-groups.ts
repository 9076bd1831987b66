/** A characterization as text: for each group its warnings first, then the table of parameters. */
import type { Characterization, Estimate, Group } from '../../core/contract/characterization'
import { formatNumber } from '../../core/numbers/format'
import { formatUncertain } from '../../core/numbers/uncertainty'
import { readableUnit } from '../../core/numbers/units'
import { table } from './print'

export function printGroups({ joint, sweeps, all }: Characterization): string {
  const groups = [...joint.map(named('joint')), ...sweeps.map(named('sweep')), ...(all ? [named('all drives, one gain')(all)] : [])]
  return groups.map(({ title, group }) => [title, ...group.warnings.map(({ message }) => `  ! ${message}`), rows(group)].join('\n')).join('\n\n')
}

function named(kind: string): (group: Group) => { readonly title: string; readonly group: Group } {
  return (group) => ({ title: `== ${[kind, direction(group), drive(group), `${group.points} points`].filter(Boolean).join(', ')}`, group })
}

function direction({ direction, curves }: Group): string {
  if (direction !== 0) return direction > 0 ? 'up' : 'down'
  return curves.length > 1 ? `${curves.length} sweeps together` : ''
}

function drive(group: Group): string {
  return group.drive === null ? '' : `drive ${formatNumber(group.drive, 4)}`
}

function rows({ parameters, network, fit }: Group): string {
  const estimates = Object.entries(parameters).flatMap(([name, estimate]) => (estimate ? [row(name, estimate, network)] : []))
  const quality = `  relative rms ${text(fit.relativeRms)}, reduced chi-square ${text(fit.reducedChiSquare)}`
  if (estimates.length === 0) return quality
  return `${table([['  parameter', 'value(error)', 'unit', network ? 'network' : ''], ...estimates])}\n${quality}`
}

function row(name: string, estimate: Estimate, network: Group['network']): string[] {
  const { factor, unit } = readableUnit(estimate.value, estimate.unit)
  const shown = ({ value, stderr }: Estimate): string => formatUncertain(value * factor, stderr * factor)
  const read = network?.[name]
  return [`  ${name}`, estimate.determined ? shown(estimate) : 'not determined', unit, read ? shown(read) : '']
}

function text(value: number | null): string {
  return value === null ? 'unknown' : formatNumber(value)
}
