/**
 * Names and units of columns, from the line above the data or the last comment before it.
 */
import { cellNumber, splitCells } from './cells'
import type { Separators } from './dialect'

export interface Heading {
  readonly name: string
  readonly unit: string
}

const BRACKETED = /^(.*?)\s*[([{<]\s*([^()[\]{}<>]*)\s*[)\]}>]\s*$/
const SLASHED = /^(.+?)\s*\/\s*([A-Za-z\u00b5\u03bc\u00b0%]{1,6})$/
const SI = /^[fpnu\u00b5\u03bcmkKMGT]?(Hz|hz|HZ|V|A|W|s|N|m|K|T|Ohm|Vrms|Vpp|Arms|rad|sec)$/
const OTHER_UNIT = /^(dB[mVc]?|deg|degrees?|\u00b0|rad\/s|a\.?u\.?|arb\.?)$/
const PARAMETER = /^[Ss]\d\d$/

/**
 * One heading per column, or null where the line has another number of cells.
 * Between blanks, '(Hz)' belongs to the name before it, and 'drive amplitude' may stand between wider gaps.
 */
export function headings(text: string, { delimiter, decimal }: Separators, columns: number): Heading[] | null {
  for (const cells of readings(text, delimiter)) {
    while (cells.length > columns && cells.at(-1) === '') cells.pop()
    if (cells.length !== columns || cells.some((cell) => !Number.isNaN(cellNumber(cell, decimal)))) continue
    return cells.map(heading)
  }
  return null
}

function readings(text: string, delimiter: Separators['delimiter']): string[][] {
  const cells = splitCells(text, delimiter)
  if (delimiter !== 'space' && delimiter !== 'tab') {
    return [cells, splitCells(text, 'tab'), joinUnits(splitCells(text, 'space'))]
  }
  const wide = text.trim().split(/\s{2,}/)
  return [cells, joinUnits(splitCells(text, 'space')), splitCells(text, 'tab'), wide, splitCells(text, 'comma')]
}

function joinUnits(cells: readonly string[]): string[] {
  const joined: string[] = []
  for (const cell of cells) {
    if (/^[([{]/.test(cell) && joined.length > 0) joined.push(`${joined.pop() ?? ''} ${cell}`)
    else joined.push(cell)
  }
  return joined
}

/** 'f (Hz)', 'f [Hz]', 'f / Hz', 'freq_Hz', 'S21 dB': a name and its unit. 're(S21)' is a name alone. */
export function heading(cell: string): Heading {
  const text = cell.replaceAll('"', '').replace(/[,;]\s*$/, '').trim()
  const bracketed = BRACKETED.exec(text)
  if (bracketed && !PARAMETER.test(bracketed[2] ?? '')) {
    const [, name = '', unit = ''] = bracketed
    return name === '' ? { name: unit, unit: '' } : { name, unit: unit.trim() }
  }
  const slashed = SLASHED.exec(text)
  if (slashed) return { name: slashed[1] ?? text, unit: slashed[2] ?? '' }
  const suffix = /^(.+?)[_ ]+([^_ ]+)$/.exec(text)
  if (suffix && isUnit(suffix[2] ?? '')) return { name: suffix[1] ?? text, unit: suffix[2] ?? '' }
  return { name: text, unit: '' }
}

/** A second line of headings that has nothing but units ('Hz  V  V'). */
export function allUnits(headings: readonly Heading[]): boolean {
  const written = headings.filter(({ name, unit }) => name !== '' || unit !== '')
  return written.length > 0 && written.every(({ name, unit }) => unit === '' && isUnit(name))
}

function isUnit(text: string): boolean {
  return SI.test(text) || OTHER_UNIT.test(text)
}
