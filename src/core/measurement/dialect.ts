/**
 * Which character separates the cells and which the decimals: the reading under which most sampled lines are numbers.
 */
import { cellNumber, isMissing, splitCells, type Decimal, type Delimiter } from './cells'

export interface Separators {
  readonly delimiter: Delimiter
  readonly decimal: Decimal
}

/** Earlier wins a tie: a file with tabs also splits at blanks, and whole numbers have either decimal sign. */
const CANDIDATES: readonly Separators[] = [
  { delimiter: 'tab', decimal: '.' },
  { delimiter: 'semicolon', decimal: '.' },
  { delimiter: 'comma', decimal: '.' },
  { delimiter: 'space', decimal: '.' },
  { delimiter: 'tab', decimal: ',' },
  { delimiter: 'semicolon', decimal: ',' },
  { delimiter: 'space', decimal: ',' }
]

const SAMPLED = 300

/** @returns null where no reading finds a line with two numbers. */
export function sniffSeparators(lines: readonly string[]): Separators | null {
  const sample = spread(lines)
  let best: Separators | null = null
  let most = 0
  for (const candidate of CANDIDATES) {
    const found = score(sample, candidate)
    if (found > most) {
      best = candidate
      most = found
    }
  }
  return best
}

/** The head whole, where header and data meet, then lines from everywhere. */
function spread(lines: readonly string[]): readonly string[] {
  if (lines.length <= 2 * SAMPLED) return lines
  const step = lines.length / SAMPLED
  return [...lines.slice(0, SAMPLED), ...Array.from({ length: SAMPLED }, (_, at) => lines[Math.floor(at * step)] ?? '')]
}

/** Numbers in lines with at least two of them; a cell that is neither number nor missing costs what a number earns. */
function score(sample: readonly string[], { delimiter, decimal }: Separators): number {
  let total = 0
  for (const line of sample) {
    const cells = splitCells(line, delimiter)
    let numbers = 0
    let strange = 0
    for (const cell of cells) {
      if (!Number.isNaN(cellNumber(cell, decimal))) numbers++
      else if (!isMissing(cell)) strange++
    }
    if (numbers >= 2) total += Math.max(0, numbers - strange)
  }
  return total
}
