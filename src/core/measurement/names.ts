/**
 * The lines that name the columns of a table.
 */
import type { Separators } from './dialect'
import { allUnits, headings, type Heading } from './header'
import type { Lines, NumberedLine } from './lines'
import { namedRole } from './roles'
import { touchstoneHeadings } from './touchstone'

export interface Names {
  /** One for each column; names are '' where no line names them. */
  readonly headings: readonly Heading[]
  /** The lines that became names and units. */
  readonly used: readonly number[]
  readonly found: boolean
}

interface NamedLine {
  readonly line: number
  readonly found: readonly Heading[]
}

/**
 * The nearest line of names above the data: a row of text, or else a comment. Words in the right number that name
 * nothing we know give way to a line that does. A line of units below the names joins in.
 * @param first index of the first row of numbers among the candidates
 */
export function nameColumns(lines: Lines, first: number, separators: Separators, width: number): Names {
  const dataLine = lines.candidates[first]?.line ?? 0
  const comments = lines.comments.filter(({ line }) => line < dataLine)
  const touchstone = touchstoneHeadings(comments, width)
  if (touchstone) return { headings: touchstone, used: [], found: true }
  const read = (source: readonly NumberedLine[]) => namedLines(source, separators, width)
  const above = read(lines.candidates.slice(Math.max(0, first - 5), first))
  const beside = read(comments.slice(-20))
  const telling = [above, beside].map((named) => named.filter(({ found }) => found.some(tellsRole)))
  const named = [...telling, above, beside].find(({ length }) => length > 0)
  if (named) return joined(named)
  return { headings: Array.from({ length: width }, () => ({ name: '', unit: '' })), used: [], found: false }
}

function tellsRole(heading: Heading): boolean {
  return namedRole(heading) !== null
}

/** Nearest first. */
function namedLines(source: readonly NumberedLine[], separators: Separators, width: number): NamedLine[] {
  return source.toReversed().flatMap(({ line, text }) => {
    const found = headings(text, separators, width)
    return found ? [{ line, found }] : []
  })
}

function joined([lower, upper]: readonly NamedLine[]): Names {
  if (!lower) return { headings: [], used: [], found: false }
  if (!upper || !allUnits(lower.found)) return { headings: lower.found, used: [lower.line], found: true }
  const both = upper.found.map(({ name, unit }, at) => ({ name, unit: unit || (lower.found[at]?.name ?? '') }))
  return { headings: both, used: [lower.line, upper.line], found: true }
}
