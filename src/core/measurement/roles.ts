/**
 * Which column is what: by its name and unit first, then by its content, unless a person says it.
 */
import type { Role } from '../contract/characterization'
import { SharkfinError } from '../contract/errors'
import type { Heading } from './header'
import { shapeOf, type Shape } from './shape'

/** First match wins: 'drive frequency' is a frequency, 'drive power' a drive. */
const NAMES: readonly (readonly [RegExp, Role])[] = [
  [/^(sweep|run|trace|scan|index|point|no\.?|#)( ?(number|index|no\.?))?$/, 'ignored'],
  [/temp|^(std|sigma|err)|(std|sigma|err|error)$/, 'ignored'],
  [/freq|^(f|fr|nu|\u03bd|hz|omega|\u03c9|w|detuning|f ?drive)$/, 'frequency'],
  [/^(t|time|date|timestamp|epoch|elapsed)\b|time ?stamp|^time/, 'time'],
  [/drive|force|excit|^(exc|power|level|f ?d|input|gen(erator)?|pump)\b/, 'drive'],
  [/in-? ?phase/, 'x'],
  [/phase|^(ph|phi|\u03c6|theta|\u03b8|th|arg|ang|angle|\u2220.*)\b|^(arg|ang|angle)/, 'phase'],
  [/^(x|x ?rms|v?x|re|i)$|^re\b|real|^absorp/, 'x'],
  [/^(y|y ?rms|v?y|im|q)$|^im\b|imag|quadrature|^dispers/, 'y'],
  [/^(r|r ?rms|v?r|v|z|\|.*\|?|db|s\d\d)$|mag|ampl|^(amp|abs|mod|log)|modul|response|signal|voltage/, 'modulus']
]

const UNITS: readonly (readonly [RegExp, Role])[] = [
  [/^[mkKMGT]?[hH][zZ]$|^rad\/s$/, 'frequency'],
  [/^dB[cV]?$/, 'modulus'],
  [/^(deg|degrees?|\u00b0|rad)$/, 'phase'],
  [/^(s|sec|seconds?|ms|min)$/, 'time']
]

/**
 * One role for each column. Roles that are not needed once x and y are known become 'ignored'.
 * @throws SharkfinError `roles-count`, `roles-twice` where a person's roles do not fit the table.
 */
export function guessRoles(headings: readonly Heading[], columns: readonly Float64Array[]): Role[] {
  const shapes = columns.map(shapeOf)
  const named = headings.map((heading, at) => (shapes[at]?.count === 0 ? 'ignored' : namedRole(heading)))
  const roles = byContent(onlyOne(named, headings), shapes)
  return withoutSpare(roles.map((role) => role ?? 'ignored'))
}

/** @throws SharkfinError `roles-count`, `roles-twice` */
export function checkRoles(roles: readonly Role[], columns: number, file: string): void {
  const place = { file }
  if (roles.length !== columns) {
    throw new SharkfinError({
      code: 'roles-count',
      message: `${roles.length} roles are given for ${columns} columns.`,
      remedy: 'Give one role for each column, "ignored" included.',
      place
    })
  }
  const twice = roles.findIndex((role, at) => role !== 'ignored' && roles.indexOf(role) !== at)
  if (twice < 0) return
  throw new SharkfinError({
    code: 'roles-twice',
    message: `Two columns have the role "${roles[twice]}".`,
    remedy: 'Choose one of them, and let the other be ignored.',
    place: { file, column: twice + 1 }
  })
}

/** @returns null where neither name nor unit says anything. */
export function namedRole({ name, unit }: Heading): Role | null {
  const plain = name.toLowerCase().replaceAll('_', ' ').trim()
  const byName = plain === '' ? undefined : NAMES.find(([pattern]) => pattern.test(plain))?.[1]
  if (byName === 'modulus' || byName === undefined) {
    const byUnit = UNITS.find(([pattern]) => pattern.test(unit))?.[1]
    return byUnit ?? (unit === 'dBm' ? 'drive' : byName) ?? null
  }
  return byName
}

/** Of several columns with one role the first stays, or the transmission among an analyser's parameters. */
function onlyOne(roles: readonly (Role | null)[], headings: readonly Heading[]): (Role | null)[] {
  const chosen = (role: Role) => {
    const transmission = roles.findIndex((other, at) => other === role && /S21/i.test(headings[at]?.name ?? ''))
    return transmission < 0 ? roles.indexOf(role) : transmission
  }
  return roles.map((role, at) => (role !== null && at !== chosen(role) ? 'ignored' : role))
}

/** Fills what the names leave open: frequency (and the clock before it), then drive, then the response. */
function byContent(named: readonly (Role | null)[], shapes: readonly Shape[]): (Role | null)[] {
  const roles = [...named]
  const open = () => shapes.flatMap((_, at) => (roles[at] === null ? [at] : []))
  if (!roles.includes('frequency')) {
    const swept = open().filter((at) => isSwept(shapes[at] as Shape))
    const [first, second] = swept
    const pair = first !== undefined && second !== undefined && !roles.includes('time')
    const clock = pair && isClock(shapes, first, second)
    if (clock) roles[first] = 'time'
    const frequency = clock ? second : first
    if (frequency !== undefined) roles[frequency] = 'frequency'
  }
  if (!roles.includes('drive')) {
    const still = open().find((at) => isDrive(shapes[at] as Shape))
    if (still !== undefined) roles[still] = 'drive'
  }
  if (!hasResponse(roles)) {
    const rest = open().filter((at) => (shapes[at] as Shape).plateaus > 1)
    const [first, second] = rest
    const [hasX, hasY] = [roles.includes('x'), roles.includes('y')]
    if (first !== undefined && (hasX || hasY)) roles[first] = hasX ? 'y' : 'x'
    else if (first !== undefined && second !== undefined) [roles[first], roles[second]] = ['x', 'y']
    else if (first !== undefined) roles[first] = 'modulus'
  }
  return roles
}

function isSwept({ evenness, runLength, plateaus, count }: Shape): boolean {
  return count > 2 && plateaus > count / 3 && evenness > 0.85 && runLength >= Math.min(5, count / 2)
}

/** Seconds since 1970 beside something swept, or else a column that rises through several sweeps or beside x, y. */
function isClock(shapes: readonly Shape[], first: number, second: number): boolean {
  const before = shapes[first] as Shape
  const after = shapes[second] as Shape
  if (!before.rising) return false
  const epoch = before.minimum > 1e9 && before.maximum < 2.5e9 && before.maximum - before.minimum < 1e8
  if (epoch || !after.rising) return epoch || after.runLength >= 20
  return shapes.length >= 4 && after.evenness > 0.97
}

/** Holds still for at least five points on average, and is not nothing. */
function isDrive({ plateaus, count, minimum, maximum }: Shape): boolean {
  return plateaus > 0 && plateaus * 5 <= count && (minimum !== 0 || maximum !== 0)
}

function hasResponse(roles: readonly (Role | null)[]): boolean {
  return roles.includes('modulus') || (roles.includes('x') && roles.includes('y'))
}

/** x and y say all that modulus and phase say. */
function withoutSpare(roles: readonly Role[]): Role[] {
  if (!roles.includes('x') || !roles.includes('y')) return [...roles]
  return roles.map((role) => (role === 'modulus' || role === 'phase' ? 'ignored' : role))
}
