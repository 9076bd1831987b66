/**
 * A structure from a file of nodes and springs, one a line, told apart by the first cell:
 *   node, NAME, x, y, free (none, x, y, both), mass     the last two may be left out: both, 1
 *   spring, NAME, NAME, K=20, l=1                       any constants of its own
 *   constant, NAME, value                               for all springs
 *   energy, spring | mass, FORMULA
 */
import { SharkfinError } from '../contract/errors'
import { cellNumber, splitCells, type Decimal, type Delimiter } from '../measurement/cells'
import { sortLines } from '../measurement/lines'
import { nodeSchema, NODE_LIMIT, SPRING_LIMIT, type Spring, type Structure, type StructureNode } from '../recipe/structure'
import { LESSON_CONSTANTS, LESSON_FORMULAS } from './builders/lesson'

interface Draft {
  readonly nodes: StructureNode[]
  readonly indices: Map<string, number>
  readonly springs: Spring[]
  readonly constants: Record<string, number>
  springEnergy: string
  massEnergy: string
}

interface Row {
  readonly cells: readonly string[]
  readonly file: string
  readonly line: number
  readonly decimal: Decimal
}

/** Whether a text is such a file: its first row is a node, a spring, a constant or an energy. */
export function isStructureCsv(text: string): boolean {
  const first = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/).find((line) => line.trim() !== '' && !/^\s*(#|%|\/\/)/.test(line))
  return first !== undefined && /^\s*"?(node|spring|constant|energy|kind)"?\s*([,;\t ]|$)/i.test(first)
}

/**
 * @returns the structure, named as the file
 * @throws SharkfinError `structure-*`; place has the file, the line, and the cell as its column
 */
export function readStructureCsv(text: string, file: string): Structure {
  const draft: Draft = { nodes: [], indices: new Map(), springs: [], constants: {}, ...LESSON_FORMULAS }
  const lines = sortLines(text, file).candidates
  const delimiter = delimiterOf(lines.map((line) => line.text))
  const decimal: Decimal = delimiter !== 'comma' && lines.some((line) => /\d,\d/.test(line.text)) && !lines.some((line) => /\d\.\d/.test(line.text)) ? ',' : '.'
  for (const { text: row, line } of lines) readRow(draft, { cells: splitCells(row, delimiter), file, line, decimal })
  if (draft.nodes.length === 0) throw wrong({ cells: [], file, line: 1, decimal }, 1, 'no-nodes', 'The file has no node.', 'Begin with lines such as node,A,0,0,none and node,B,1,0.')
  const title = `${draft.nodes.length} nodes and ${draft.springs.length} springs from ${file}`
  const { nodes, springs, springEnergy, massEnergy } = draft
  return { version: 1, kind: 'structure', name: file.replace(/\.\w+$/, '').slice(0, 80) || 'structure', title: title.slice(0, 200), nodes, springs, constants: { ...LESSON_CONSTANTS, ...draft.constants }, springEnergy, massEnergy }
}

function delimiterOf(lines: readonly string[]): Delimiter {
  const line = lines.find((text) => /^\s*"?node/i.test(text)) ?? ''
  const candidates: readonly Delimiter[] = ['tab', 'semicolon', 'comma', 'space']
  return candidates.find((delimiter) => splitCells(line, delimiter).length >= 4) ?? 'comma'
}

function readRow(draft: Draft, row: Row): void {
  const kind = (row.cells[0] ?? '').toLowerCase()
  if (kind === 'kind') return
  const reader = readers[kind]
  if (!reader) throw wrong(row, 1, 'row', `A row begins with node, spring, constant or energy, not with "${row.cells[0] ?? ''}".`, 'Correct the first cell, or begin the line with # to make it a comment.')
  reader(draft, row)
}

const readers: Readonly<Record<string, (draft: Draft, row: Row) => void>> = {
  node: readNode,
  spring: readSpring,
  constant: (draft, row) => {
    draft.constants[nameAt(row, 1)] = numberAt(row, 2, 'a value')
  },
  energy: (draft, row) => {
    const [, of = '', ...formula] = row.cells
    if (of !== 'spring' && of !== 'mass') throw wrong(row, 2, 'energy', `An energy is of a spring or of a mass, not of "${of}".`, 'Write energy,spring,K/2*(length - l)^2.')
    draft[of === 'spring' ? 'springEnergy' : 'massEnergy'] = formula.join(' ').trim()
  }
}

function readNode(draft: Draft, row: Row): void {
  const name = row.cells[1] ?? ''
  if (name === '') throw wrong(row, 2, 'node', 'This node has no name.', 'Give it one, for example a number: springs name the nodes that they join.')
  if (draft.indices.has(name)) throw wrong(row, 2, 'node', `There is a node "${name}" already.`, 'Give this one another name.')
  if (draft.nodes.length >= NODE_LIMIT) throw wrong(row, 1, 'limit', `A structure has at most ${NODE_LIMIT} nodes.`, 'Take out some of them.')
  const [x, y] = [numberAt(row, 2, 'x'), numberAt(row, 3, 'y')]
  const word = (row.cells[4] ?? '').toLowerCase()
  const free = nodeSchema.shape.free.safeParse(word === '' ? 'both' : word)
  if (!free.success) throw wrong(row, 5, 'freedom', `"${word}" does not say which coordinates may move.`, 'Write none, x, y or both.')
  const mass = (row.cells[5] ?? '') === '' ? 1 : numberAt(row, 5, 'a mass')
  if (!(mass > 0)) throw wrong(row, 6, 'mass', 'A mass must be more than 0.', 'Correct it; a node that does not move has none.')
  draft.indices.set(name, draft.nodes.push({ x, y, free: free.data, mass }) - 1)
}

function readSpring(draft: Draft, row: Row): void {
  if (draft.springs.length >= SPRING_LIMIT) throw wrong(row, 1, 'limit', `A structure has at most ${SPRING_LIMIT} springs.`, 'Take out some of them.')
  const [a, b] = [nodeAt(draft, row, 1), nodeAt(draft, row, 2)]
  if (a === b) throw wrong(row, 3, 'spring', 'This spring joins a node with itself.', 'Name two different nodes.')
  const own = row.cells.slice(3).flatMap((cell, index): [string, number][] => (cell === '' ? [] : [constantIn(row, cell, index + 4)]))
  draft.springs.push(own.length > 0 ? { a, b, constants: Object.fromEntries(own) } : { a, b })
}

function constantIn(row: Row, cell: string, column: number): [string, number] {
  const [, name, text = ''] = /^\s*([a-zA-Z][a-zA-Z0-9_]*)\s*=\s*(.+?)\s*$/.exec(cell) ?? []
  const value = cellNumber(text, row.decimal)
  if (name !== undefined && Number.isFinite(value)) return [name, value]
  throw wrong(row, column, 'constant', `"${cell}" is no constant of this spring.`, 'Write its name and its value: K=20.')
}

function nodeAt({ indices }: Draft, row: Row, cell: number): number {
  const name = row.cells[cell] ?? ''
  const found = indices.get(name)
  if (found !== undefined) return found
  throw wrong(row, cell + 1, 'unknown-node', `There is no node "${name}" above this line.`, 'Correct the name, or put its node line before the springs that use it.')
}

function nameAt(row: Row, cell: number): string {
  const name = row.cells[cell] ?? ''
  if (/^[a-zA-Z][a-zA-Z0-9_]*$/.test(name)) return name
  throw wrong(row, cell + 1, 'name', `"${name}" is no name.`, 'A name starts with a letter and holds letters, digits and _.')
}

function numberAt(row: Row, cell: number, what: string): number {
  const value = cellNumber(row.cells[cell] ?? '', row.decimal)
  if (Number.isFinite(value)) return value
  throw wrong(row, cell + 1, 'number', `"${row.cells[cell] ?? ''}" is not a number for ${what}.`, 'Correct this cell.')
}

function wrong({ file, line }: Row, column: number, code: string, message: string, remedy: string): SharkfinError {
  return new SharkfinError({ code: `structure-${code}`, message, remedy, place: { file, line, column } })
}
