/** A characterization as text: for each group its warnings first, then the table of parameters. */
import type { Characterization, Estimate, Group } from '../../core/contract/characterization'
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
  return group.drive === null ? '' : `drive ${group.drive}`
}

function rows({ parameters, network, fit }: Group): string {
  const estimates = Object.entries(parameters).flatMap(([name, estimate]) => (estimate ? [row(name, estimate, network)] : []))
  const quality = [`  relative rms ${text(fit.relativeRms)}`, `reduced chi-square ${text(fit.reducedChiSquare)}`].join(', ')
  if (estimates.length === 0) return quality
  return `${table([['  parameter', 'value', 'standard error', 'unit', 'network'], ...estimates])}\n${quality}`
}

function row(name: string, { value, stderr, unit, determined }: Estimate, network: Group['network']): string[] {
  const read = network?.[name]
  const error = determined ? stderr.toPrecision(2) : 'not determined'
  return [`  ${name}`, significant(value, stderr), error, unit, read ? `${significant(read.value, read.stderr)} ± ${read.stderr.toPrecision(2)}` : '']
}

/** As many digits as the error leaves, and one more. */
function significant(value: number, stderr: number): string {
  if (!(stderr > 0) || value === 0) return value.toPrecision(6)
  const digits = Math.floor(Math.log10(Math.abs(value))) - Math.floor(Math.log10(stderr)) + 2
  return value.toPrecision(Math.min(15, Math.max(2, digits)))
}

function text(value: number | null): string {
  return value === null ? 'unknown' : value.toPrecision(3)
}
