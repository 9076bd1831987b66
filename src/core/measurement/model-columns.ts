/** Which columns of a table a trained network is given: by their names where these are the recipe's, else by their order. */
import { SharkfinError } from '../contract/errors'
import type { PointsColumn, PointsFile } from './read-points'

export interface Quantity {
  readonly name: string
  readonly unit: string
}

export interface ColumnMatch {
  /** Column of each number that the network is given. */
  readonly given: readonly number[]
  /** Column that holds the true value of each number that it says, where the table has it. */
  readonly said: readonly (number | null)[]
  /** In words: how the columns were told apart. */
  readonly how: string
  readonly doubts: readonly string[]
}

/** 'Gate voltage' and 'gate_voltage' are one name. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9µ]+/g, '')
}

/** @throws SharkfinError `model-columns` where the table has too few columns of numbers */
export function matchColumns({ columns, file }: PointsFile, given: readonly Quantity[], said: readonly Quantity[]): ColumnMatch {
  const named = given.map(({ name }) => columnNamed(columns, name))
  if (named.every((at) => at !== null)) {
    const truth = said.map(({ name }) => columnNamed(columns, name))
    return { given: named, said: truth, how: `given ${given.map(({ name }) => name).join(', ')}, by the names of the columns`, doubts: unitDoubts(columns, named, given) }
  }
  const numbers = columns.flatMap(({ words }, at) => (words ? [] : [at]))
  if (numbers.length < given.length) throw tooFew(given, numbers.length, file)
  const isWhole = numbers.length >= given.length + said.length
  const taken = numbers.slice(0, given.length)
  const doubts = columns.some(({ name }) => name !== '') ? [`The columns are not named ${shortly(given)}: they were taken in their order.`] : []
  return {
    given: taken,
    said: said.map((_, k) => (isWhole ? (numbers[given.length + k] ?? null) : null)),
    how: `given the first ${given.length === 1 ? 'column' : `${given.length} columns`}${isWhole ? `; the next ${said.length === 1 ? 'one is' : `${said.length} are`} compared with what it says` : ''}`,
    doubts: [...doubts, ...unitDoubts(columns, taken, given)]
  }
}

function columnNamed(columns: readonly PointsColumn[], wanted: string): number | null {
  const at = columns.findIndex(({ name, words }) => words === null && name !== '' && plain(name) === plain(wanted))
  return at < 0 ? null : at
}

function unitDoubts(columns: readonly PointsColumn[], taken: readonly number[], given: readonly Quantity[]): string[] {
  return taken.flatMap((at, k) => {
    const [found, wanted] = [columns[at]?.unit ?? '', given[k]?.unit ?? '']
    if (found === '' || found === wanted) return []
    return [`The column ${columns[at]?.name ?? at + 1} is in ${found}; the network was trained on ${wanted === '' ? 'plain numbers' : wanted}. Nothing was converted.`]
  })
}

function tooFew(given: readonly Quantity[], found: number, file: string): SharkfinError {
  return new SharkfinError({
    code: 'model-columns',
    message: `This model is given ${given.length} ${given.length === 1 ? 'number' : 'numbers'} a row (${shortly(given)}); the file has ${found} ${found === 1 ? 'column' : 'columns'} of numbers.`,
    remedy: 'Write these columns, or choose another model.',
    place: { file }
  })
}

const SHOWN = 4

function shortly(given: readonly Quantity[]): string {
  const names = given.slice(0, SHOWN).map(({ name }) => name)
  return given.length > SHOWN ? `${names.join(', ')} …` : names.join(', ')
}
