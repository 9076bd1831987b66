/** A table as a recipe: which columns are given, which are said; names as formulas bear them; a network to begin with. */
import { CLASS_LIMIT, COLUMN_LIMIT, TABLE_LIMIT, tableText } from '../../core/recipe/points'
import { SharkfinError } from '../../core/contract/errors'
import type { PointsRecipe } from '../../core/recipe/schema'
import type { PointsResult } from '../../core/contract/answers'

export type PointsTable = PointsResult
export type ColumnUse = 'input' | 'output' | 'class' | 'none'

/** Whole numbers or words, few of them: what may name a class. */
export function classesOf({ numbers, words }: PointsTable['columns'][number]): readonly string[] | null {
  const found = [...new Set(words ?? Array.from(numbers.filter((value) => !Number.isNaN(value)), String))].filter((word) => word.trim() !== '')
  if (!words && !found.every((word) => Number.isInteger(Number(word)))) return null
  if (found.length < 2 || found.length > CLASS_LIMIT) return null
  return words ? found.toSorted() : found.toSorted((a, b) => Number(a) - Number(b))
}

/** The last column is said, the others are given; it names a class where it holds few words or small whole numbers. */
export function guessUses({ columns }: PointsTable): ColumnUse[] {
  const named = columns.findLastIndex(({ words }, at) => words !== null && classesOf(columns[at] as PointsTable['columns'][number]) !== null)
  const said = named >= 0 ? named : columns.length - 1
  return columns.map((column, at) => {
    if (at !== said) return column.words ? 'none' : 'input'
    const isClass = column.words !== null || (classesOf(column)?.length ?? Infinity) <= 4
    return isClass && classesOf(column) !== null ? 'class' : 'output'
  })
}

/** Letters, digits and _, as recipes name quantities; 'column3' where the file says nothing. */
export function symbolOf(name: string, at: number, taken: ReadonlySet<string>): string {
  const word = name.normalize('NFKD').replaceAll(/[^A-Za-z0-9_ ]/g, '').trim().replaceAll(/\s+/g, '_')
  const stem = /^[A-Za-z]/.test(word) ? word.slice(0, 40) : `column${at + 1}`
  let symbol = stem
  for (let number = 2; taken.has(symbol); number++) symbol = `${stem}_${number}`
  return symbol
}

const HELD_OUT = 0.2

/**
 * @param base format, version and the parts of training that a table does not decide
 * @throws SharkfinError `points-uses`, `points-too-many`, `points-too-few`
 */
export function pointsRecipe(table: PointsTable, uses: readonly ColumnUse[], base: Pick<PointsRecipe, 'format' | 'version' | 'training'>): PointsRecipe {
  const at = (use: ColumnUse): number[] => uses.flatMap((one, column) => (one === use ? [column] : []))
  const [inputs, outputs, classes] = [at('input'), at('output'), at('class')]
  checkUses(inputs, outputs, classes, table)
  const [label] = classes
  const kinds = label === undefined ? [] : (classesOf(table.columns[label] as PointsTable['columns'][number]) ?? [])
  const rows = completeRows(table, [...inputs, ...outputs], label ?? null, kinds)
  const text = tableText(rows)
  checkSize(rows.length, text.length, table)
  const taken = new Set<string>(kinds)
  const columns = [...inputs, ...outputs].map((column) => {
    const { name, unit } = table.columns[column] as PointsTable['columns'][number]
    const symbol = symbolOf(name, column, taken)
    taken.add(symbol)
    return { name: symbol, unit: unit.slice(0, 40) }
  })
  const stem = table.file.replace(/\.[^.]*$/, '').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 60)
  const heldOut = Math.max(1, Math.min(rows.length - 1, Math.round(HELD_OUT * rows.length)))
  const { format, version, training } = base
  return {
    format,
    version,
    kind: 'points',
    name: stem === '' ? 'points' : stem,
    title: `Points of ${table.file}`.slice(0, 120),
    points: {
      inputs: columns.slice(0, inputs.length).map((column) => ({ ...column, noise: 0 })),
      outputs: label === undefined ? { kind: 'values', columns: columns.slice(inputs.length) } : { kind: 'classes', name: symbolOf(table.columns[label]?.name ?? '', label, taken), classes: [...kinds] },
      table: text,
      test: 0
    },
    network: { layers: [{ kind: 'dense', units: 32, activation: 'tanh' }, { kind: 'dense', units: 32, activation: 'tanh' }], initialiser: 'glorot-uniform' },
    training: {
      ...training,
      loss: { kind: label === undefined ? 'squared' : 'cross-entropy' },
      scaling: { inputs: true, targets: label === undefined },
      samples: { kind: 'fresh' },
      batch: Math.min(32, rows.length - heldOut),
      batches: 3000,
      validationSweeps: heldOut
    }
  }
}

function checkUses(inputs: readonly number[], outputs: readonly number[], classes: readonly number[], { file }: PointsTable): void {
  const why =
    inputs.length === 0 ? 'No column is given to the network.'
    : outputs.length + classes.length === 0 ? 'No column is said by the network.'
    : classes.length > 1 || (classes.length > 0 && outputs.length > 0) ? 'A network says numbers, or one class.'
    : inputs.length > COLUMN_LIMIT || outputs.length > COLUMN_LIMIT ? `More than ${COLUMN_LIMIT} columns are given or said.`
    : null
  if (why) throw new SharkfinError({ code: 'points-uses', message: why, remedy: 'Change what the columns are used for.', place: { file } })
}

/** Rows that have all that is used; a class is its place in the list. */
function completeRows({ rows, columns }: PointsTable, numbers: readonly number[], label: number | null, kinds: readonly string[]): number[][] {
  const labels = label === null ? null : columns[label]
  const complete: number[][] = []
  for (let row = 0; row < rows; row++) {
    const values = numbers.map((column) => columns[column]?.numbers[row] ?? NaN)
    if (labels) values.push(kinds.indexOf(labels.words?.[row] ?? String(labels.numbers[row])))
    if (values.every(Number.isFinite) && !(labels && values.at(-1) === -1)) complete.push(values)
  }
  return complete
}

function checkSize(rows: number, characters: number, { file }: PointsTable): void {
  if (rows < 4) {
    throw new SharkfinError({ code: 'points-too-few', message: `Only ${rows} rows have a number in every column that is used.`, remedy: 'Leave out a column with gaps, or use a file with more rows.', place: { file } })
  }
  if (characters > TABLE_LIMIT) {
    const most = Math.floor((rows * TABLE_LIMIT) / characters)
    throw new SharkfinError({ code: 'points-too-many', message: `${rows} rows are too many for a recipe that holds them itself; about ${most} fit.`, remedy: 'Keep fewer rows, columns or digits.', place: { file } })
  }
}
