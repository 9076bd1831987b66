/** The table of parameters as words: the same rows on the screen, in the clipboard and in the CSV. */
import type { Estimate, Group, ParameterName } from '../../../core/contract/characterization'
import { csvCell } from '../../charts/csv'
import { formatNumber } from '../../../core/numbers/format'
import { formatUncertain } from '../../../core/numbers/uncertainty'
import { readableUnit } from '../../../core/numbers/units'

export interface ParameterRow {
  readonly name: ParameterName
  readonly label: string
  /** What the number is, for those who do not know the name. */
  readonly meaning: string
  /** value(uncertainty), or 'not determined', or 'not in the model'. */
  readonly value: string
  readonly unit: string
  readonly network: string | null
  readonly isNumber: boolean
  /** How sure, or why there is no number. */
  readonly why: string
}

const ROWS: readonly (readonly [ParameterName, string, string])[] = [
  ['f0', 'f0', 'resonance at vanishing amplitude'],
  ['fwhm', 'fwhm', 'full width at half maximum of the power, at vanishing amplitude'],
  ['Q', 'Q', 'quality factor, f0 / fwhm'],
  ['kerr', 'Kerr', 'shift of the resonance with the squared amplitude'],
  ['nonlinearDamping', 'nonlinear damping', 'growth of the width with the squared amplitude'],
  ['lag', 'lag', 'how far the readings lag behind the frequency'],
  ['gain', 'gain', 'modulus of the complex gain per unit of drive'],
  ['gainPhase', 'gain phase', 'phase of the complex gain'],
  ['background', 'background', 'modulus of the background proportional to the drive'],
  ['backgroundPhase', 'background phase', 'phase of that background'],
  ['offset', 'offset', 'modulus of the fixed background'],
  ['offsetPhase', 'offset phase', 'phase of the fixed background']
]
/** Always named, also where they are not known; the rest only where the model has them. */
const ALWAYS: ReadonlySet<ParameterName> = new Set(['f0', 'fwhm', 'Q', 'kerr', 'nonlinearDamping', 'lag'])

export function parameterRows({ parameters, network, warnings }: Group): ParameterRow[] {
  const doubt = warnings[0]?.message ?? 'The data leave it open.'
  // A simulated sweep counts frequencies from its frame, so that it has no Q.
  const isSimulated = parameters.f0?.unit === ''
  const isShown = (name: ParameterName): boolean => parameters[name] !== null || (ALWAYS.has(name) && !(name === 'Q' && isSimulated))
  return ROWS.filter(([name]) => isShown(name)).map(([name, label, meaning]) => {
    const estimate = parameters[name]
    const other = network?.[name]
    const base = { name, label, meaning, network: other ? inUnitOf(estimate ?? other, other) : null }
    if (!estimate) {
      const isCore = name === 'f0' || name === 'fwhm' || name === 'Q'
      return { ...base, unit: '', isNumber: false, value: isCore ? 'not determined' : 'not fitted', why: isCore ? doubt : 'It is not part of the model that was fitted.' }
    }
    return { ...base, ...describe(estimate) }
  })
}

function describe(estimate: Estimate): Pick<ParameterRow, 'value' | 'unit' | 'isNumber' | 'why'> {
  const { factor, unit } = readableUnit(estimate.value, estimate.unit)
  if (estimate.determined) {
    const [low, high] = estimate.interval90.map((bound) => formatNumber(bound * factor, 6))
    const parts = `noise ${formatNumber(estimate.statistical * factor, 2)}, model ${formatNumber(estimate.model * factor, 2)}`
    return { value: formatUncertain(estimate.value * factor, estimate.stderr * factor), unit, isNumber: true, why: `90 % between ${low} and ${high} ${unit}; standard error from ${parts}` }
  }
  if (estimate.stderr === 0) {
    return { value: `${formatNumber(estimate.value * factor, 4)}, held`, unit, isNumber: false, why: 'It was held fixed.' }
  }
  const [low, high] = estimate.interval90.map((bound) => bound * factor)
  const words = `between ${formatNumber(low ?? NaN, 2)} and ${formatNumber(high ?? NaN, 2)} ${unit} at 90 %`
  return { value: 'not determined', unit: '', isNumber: false, why: words }
}

/** One number beside another, with the prefix that was chosen for the first. */
function inUnitOf(first: Estimate, other: Estimate): string {
  const { factor } = readableUnit(first.value, first.unit)
  return formatUncertain(other.value * factor, other.stderr * factor)
}

/** Tab-separated, as it is read on the screen; pasted into a spreadsheet or a notebook it keeps its columns. */
export function rowsAsText(rows: readonly ParameterRow[], title: string): string {
  const hasNetwork = rows.some(({ network }) => network !== null)
  const head = ['parameter', 'value', 'unit', ...(hasNetwork ? ['network'] : [])]
  const body = rows.map(({ label, value, unit, network }) => [label, value, unit, ...(hasNetwork ? [network ?? ''] : [])])
  return `${[[title], head, ...body].map((cells) => cells.join('\t')).join('\n')}\n`
}

/** Full numbers of several groups, one row a parameter and group, in the units of the file. */
export function groupsAsCsv(groups: readonly { readonly name: string; readonly group: Group }[]): string {
  const header = 'group,drive,direction,parameter,value,stderr,low90,high90,unit,determined'
  const rows = groups.flatMap(({ name, group }) =>
    ROWS.flatMap(([parameter]) => {
      const estimate = group.parameters[parameter]
      if (!estimate) return []
      const { value, stderr, interval90, unit, determined } = estimate
      const cells = [name, group.drive ?? '', group.direction, parameter, value, stderr, ...interval90, unit, String(determined)]
      return [cells.map(csvCell).join(',')]
    })
  )
  return `${[header, ...rows].join('\n')}\n`
}
