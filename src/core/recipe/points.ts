/**
 * Points that a network is fitted to, as they were measured or made: a table whose numbers stand in the recipe itself, so that one
 * file is all that a run needs. Held out are `training.validationSweeps` of its rows, and `test` more for the test set, chosen by the seed.
 */
import { z } from '../contract/zod'
import { symbol } from './pieces'

/** Characters of a table: about a hundred thousand numbers. A recipe travels with every word of its run, so it stays small. */
export const TABLE_LIMIT = 1_000_000
export const COLUMN_LIMIT = 16
export const CLASS_LIMIT = 16

const columnSchema = z.strictObject({ name: symbol, unit: z.string().max(40) })
const className = z.string().min(1).max(60)

const outputsSchema = z.discriminatedUnion('kind', [
  /** Numbers. */
  z.strictObject({ kind: z.literal('values'), columns: z.array(columnSchema).min(1).max(COLUMN_LIMIT) }),
  /** One of several classes: the table's last column says which, counted from 0. The network says the probability of each. */
  z.strictObject({ kind: z.literal('classes'), name: symbol, classes: z.array(className).min(2).max(CLASS_LIMIT) })
])

export const pointsSchema = z
  .strictObject({
    /** `noise`: standard deviation of Gaussian noise, in the column's unit, that training adds anew whenever it visits a row. */
    inputs: z.array(columnSchema.extend({ noise: z.number().min(0) })).min(1).max(COLUMN_LIMIT),
    outputs: outputsSchema,
    /** A row a line, its numbers apart by blanks: inputs, then outputs. */
    table: z.string().min(1).max(TABLE_LIMIT),
    /** Rows of the test set: neither trained on nor validated with, and looked at once. */
    test: z.number().int().min(0).max(TABLE_LIMIT).default(0)
  })
  .superRefine((points, context) => {
    const names = [...points.inputs.map(({ name }) => name), ...(points.outputs.kind === 'values' ? points.outputs.columns.map(({ name }) => name) : points.outputs.classes)]
    if (new Set(names).size < names.length) context.addIssue({ code: 'custom', path: ['inputs'], message: 'two columns have one name' })
    const { problem } = tableOf(points)
    if (problem) context.addIssue({ code: 'custom', path: ['table'], message: problem })
  })

export type PointsTarget = z.infer<typeof pointsSchema>

export interface Table {
  readonly rows: number
  /** Numbers of a row. */
  readonly width: number
  /** [rows, width] */
  readonly values: Float64Array
  /** The first thing that is wrong with it, in words, or null. */
  readonly problem: string | null
}

/** Columns of the table: a class is one. */
export function tableWidth({ inputs, outputs }: Pick<PointsTarget, 'inputs' | 'outputs'>): number {
  return inputs.length + (outputs.kind === 'values' ? outputs.columns.length : 1)
}

/** The last table that was read: a recipe is judged after every letter, and its table seldom changes. */
let last: { readonly table: string; readonly width: number; readonly classes: number; readonly read: Table } | null = null

export function tableOf(points: PointsTarget): Table {
  const width = tableWidth(points)
  const classes = points.outputs.kind === 'classes' ? points.outputs.classes.length : 0
  if (last?.table !== points.table || last.width !== width || last.classes !== classes) {
    last = { table: points.table, width, classes, read: readTable(points.table, width, classes) }
  }
  return last.read
}

function readTable(table: string, width: number, classes: number): Table {
  const lines = table.split('\n').filter((line) => line !== '')
  const values = new Float64Array(lines.length * width)
  let problem: string | null = null
  lines.forEach((line, row) => {
    const cells = line.split(' ')
    if (cells.length !== width) problem ??= `row ${row + 1} has ${cells.length} numbers, not ${width}`
    for (let column = 0; column < width; column++) {
      const value = cells[column] ? Number(cells[column]) : NaN
      values[row * width + column] = value
      if (!Number.isFinite(value)) problem ??= `"${(cells[column] ?? '').slice(0, 20)}" in row ${row + 1}, column ${column + 1} is no number`
    }
    const place = values[row * width + width - 1] ?? NaN
    if (classes > 0 && !(Number.isInteger(place) && place >= 0 && place < classes)) problem ??= `row ${row + 1} has no class from 0 to ${classes - 1}`
  })
  if (lines.length < 2) problem ??= 'a table needs two rows at least'
  return { rows: lines.length, width, values, problem }
}

/** Rows that are left to train on. */
export function trainingRows(points: PointsTarget, heldOut: number): number {
  return tableOf(points).rows - heldOut - points.test
}

/** @param rows of as many numbers each as the table has columns */
export function tableText(rows: readonly (readonly number[])[]): string {
  return rows.map((row) => row.join(' ')).join('\n')
}
