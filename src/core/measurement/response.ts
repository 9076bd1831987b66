/**
 * Frequency, response and drive of every row, from columns with roles: decibels become linear, degrees become complex.
 */
import type { Role } from '../contract/characterization'
import type { Heading } from './header'
import { noFrequency, noResponse } from './refuse-table'
import type { MeasuredSweep } from './sweep'
import type { Table } from './table'

/** Arrays with one entry per row of the table; NaN where a cell that is needed is no number. */
export interface Points {
  readonly frequency: Float64Array
  readonly x: Float64Array
  /** null: a modulus only, in `x`. */
  readonly y: Float64Array | null
  readonly drive: Float64Array | null
  readonly units: MeasuredSweep['units']
  /** The columns that a row must have numbers in. */
  readonly needed: readonly number[]
}

const RADIANS = Math.PI / 180

/** @throws SharkfinError `file-no-frequency`, `file-no-response` */
export function pointsOf(table: Table, roles: readonly Role[], dimensionless: boolean, file: string): Points {
  const line = table.line[0] ?? 1
  const at = (role: Role) => roles.indexOf(role)
  const frequency = table.columns[at('frequency')]
  if (!frequency) throw noFrequency(file, line)
  const heading = table.headings[at('frequency')]
  const { x, y, unit, needed } = responseOf(table, roles, file, line)
  const driveAt = at('drive')
  const drive = linear(table.columns[driveAt], table.headings[driveAt])
  return {
    frequency,
    x,
    y,
    drive: drive?.values ?? null,
    units: { frequency: frequencyUnit(heading, dimensionless), response: unit, drive: drive?.unit ?? '' },
    needed: [at('frequency'), ...needed, ...(driveAt < 0 ? [] : [driveAt])]
  }
}

interface Response {
  readonly x: Float64Array
  readonly y: Float64Array | null
  readonly unit: string
  readonly needed: readonly number[]
}

function responseOf({ columns, headings }: Table, roles: readonly Role[], file: string, line: number): Response {
  const at = (role: Role) => roles.indexOf(role)
  const [xAt, yAt, modulusAt, phaseAt] = [at('x'), at('y'), at('modulus'), at('phase')] as const
  const x = columns[xAt]
  const y = columns[yAt]
  if (x && y) return { x, y, unit: headings[xAt]?.unit ?? '', needed: [xAt, yAt] }
  const written = columns[modulusAt]
  if (!written) {
    const why = x ? 'There is an x without its y.' : y ? 'There is a y without its x.' : 'No column is a response.'
    throw noResponse(file, line, why)
  }
  const { values: modulus, unit, decibels } = linearModulus(written, headings[modulusAt])
  const phase = columns[phaseAt]
  if (!phase) return { x: modulus, y: null, unit, needed: [modulusAt] }
  const factor = inDegrees(phase, headings[phaseAt], decibels) ? RADIANS : 1
  return {
    x: modulus.map((r, row) => r * Math.cos(factor * (phase[row] as number))),
    y: modulus.map((r, row) => r * Math.sin(factor * (phase[row] as number))),
    unit,
    needed: [modulusAt, phaseAt]
  }
}

/** No modulus is negative: without a unit, a column with negative numbers is in decibels. */
function linearModulus(values: Float64Array, heading: Heading | undefined) {
  const unit = heading?.unit ?? ''
  const named = /^dB/.test(unit) || /\bdB\b|^log ?mag/i.test(heading?.name ?? '')
  const decibels = named || (unit === '' && values.some((value) => value < 0))
  if (!decibels) return { values, unit, decibels }
  return { values: values.map((value) => 10 ** (value / 20)), unit: unit === 'dBV' ? 'V' : '', decibels }
}

/** Without a unit: degrees if the numbers leave one turn of radians, or stand beside decibels as analysers do it. */
function inDegrees(values: Float64Array, heading: Heading | undefined, decibels: boolean): boolean {
  const said = `${heading?.unit ?? ''} ${heading?.name ?? ''}`.toLowerCase()
  if (/deg|\u00b0/.test(said)) return true
  if (/\brad/.test(said)) return false
  return decibels || values.some((value) => Math.abs(value) > 2 * Math.PI + 0.01)
}

/** The response is proportional to the drive's amplitude: a power in dBm becomes the square root of its milliwatts. */
function linear(values: Float64Array | undefined, heading: Heading | undefined) {
  if (!values) return null
  const unit = heading?.unit ?? ''
  if (unit === 'dBm') return { values: values.map((value) => 10 ** (value / 20)), unit: 'sqrt(mW)' }
  return { values, unit }
}

/** A file that says nothing is from the lab, in Hz; a column called omega, or a simulation, has no unit. */
function frequencyUnit(heading: Heading | undefined, dimensionless: boolean): string {
  if (heading?.unit) return heading.unit.replace(/^([mkKMGT]?)h[zZ]$/i, (_, prefix: string) => `${prefix}Hz`)
  return dimensionless || /^(omega|\u03c9|w)$/i.test(heading?.name ?? '') ? '' : 'Hz'
}
