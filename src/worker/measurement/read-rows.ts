/** Rows of a table as a trained network reads them. */
import type { RowsReading } from '../../core/contract/model'
import { matchColumns, type Quantity } from '../../core/measurement/model-columns'
import type { PointsFile } from '../../core/measurement/read-points'
import { tableOf } from '../../core/recipe/points'
import { portsOf } from '../../core/recipe/ports'
import { drawnPriors, priorQuantile } from '../../core/recipe/priors'
import type { DrawnPrior } from '../../core/recipe/priors'
import type { Recipe } from '../../core/recipe/schema'
import type { Trained } from './network-reader'

/** Rows that are read in one call. */
const AT_ONCE = 1024
const SKIPPED_LIMIT = 100

/** What stands in a row for the network, and what it says of it. */
export function givenBy(recipe: Recipe): { readonly given: readonly Quantity[]; readonly said: readonly Quantity[] } {
  const { targets, inputs, input, outputs } = portsOf(recipe)
  // A curve or a map is one quantity at many places.
  const said = targets.length === outputs ? targets.map(({ name, unit }) => ({ name, unit })) : numbered(targets[0]?.name ?? '', outputs)
  if (recipe.kind === 'simulation') return { given: recipe.learn.kind === 'response' ? drawnPriors(recipe.system).map(({ name, unit }) => ({ name, unit })) : numbered(input, inputs), said }
  const columns = recipe.kind === 'function' ? recipe.function.inputs : recipe.points.inputs
  return { given: columns.map(({ name, unit }) => ({ name, unit })), said }
}

function numbered(name: string, count: number): readonly Quantity[] {
  return Array.from({ length: count }, (_, k) => ({ name: `${name} ${k + 1}`, unit: '' }))
}

/** @throws SharkfinError `model-columns` */
export async function readRows({ recipe, predict }: Trained, table: PointsFile): Promise<RowsReading> {
  const { given, said } = givenBy(recipe)
  const isClasses = recipe.kind === 'points' && recipe.points.outputs.kind === 'classes'
  const match = matchColumns(table, given, isClasses ? [] : said)
  const kept = Array.from({ length: table.rows }, (_, row) => row).filter((row) => match.given.every((at) => Number.isFinite(table.columns[at]?.numbers[row])))
  const x = valuesOf(table, match.given, kept)
  const { y, deviation } = await predictAll(predict, x, kept.length, given.length, said.length)
  const truth = isClasses ? classesOf(recipe, table, match.given, kept) : match.said.some((at) => at !== null) ? valuesOf(table, match.said, kept) : null
  const skipped = [...table.skipped, ...missing(table, kept)].slice(0, SKIPPED_LIMIT)
  return {
    kind: 'rows',
    file: table.file,
    how: match.how,
    doubts: [...match.doubts, ...outside(recipe, x, kept.length), ...leftOut(table.rows - kept.length)],
    given: [...given],
    said: [...said],
    isClasses,
    along: alongOf(recipe),
    rows: kept.length,
    lines: Uint32Array.from(kept, (row) => table.lines[row] ?? 0),
    x,
    y,
    deviation,
    truth,
    rmse: isClasses || !truth ? null : said.map((_, k) => rmse(y, truth, k, said.length)),
    skipped: [...skipped]
  }
}

/** Of an answer that is one curve: along what. */
function alongOf(recipe: Recipe): RowsReading['along'] {
  const { axes } = portsOf(recipe).answer
  const [axis] = axes
  return axis && axes.length === 1 ? { name: axis.name, unit: axis.unit, from: axis.from, to: axis.to } : null
}

/** [kept, columns]; NaN in a column that is not there. */
function valuesOf({ columns }: PointsFile, wanted: readonly (number | null)[], kept: readonly number[]): Float32Array<ArrayBuffer> {
  const values = new Float32Array(kept.length * wanted.length)
  kept.forEach((row, at) => wanted.forEach((column, k) => (values[at * wanted.length + k] = column === null ? NaN : (columns[column]?.numbers[row] ?? NaN))))
  return values
}

/** [kept, classes]: 1 for the class that the row is of. Its column bears the recipe's name for it, or is the first after those that are given. */
function classesOf(recipe: Recipe, { columns }: PointsFile, given: readonly number[], kept: readonly number[]): Float32Array<ArrayBuffer> | null {
  if (recipe.kind !== 'points' || recipe.points.outputs.kind !== 'classes') return null
  const { name, classes } = recipe.points.outputs
  const column = columns.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? columns[Math.max(...given) + 1]
  if (!column) return null
  const labels = kept.map((row) => classes.indexOf(column.words ? (column.words[row] ?? '') : String(column.numbers[row])))
  if (labels.every((label) => label < 0)) return null
  return Float32Array.from({ length: kept.length * classes.length }, (_, k) => {
    const label = labels[Math.floor(k / classes.length)] ?? -1
    return label < 0 ? NaN : Number(label === k % classes.length)
  })
}

async function predictAll(predict: Trained['predict'], x: Float32Array, rows: number, width: number, said: number): Promise<Pick<RowsReading, 'y' | 'deviation'>> {
  const y = new Float32Array(rows * said)
  const deviation = new Float32Array(rows * said)
  let isWide = false
  for (let first = 0; first < rows; first += AT_ONCE) {
    const count = Math.min(AT_ONCE, rows - first)
    const read = await predict(x.slice(first * width, (first + count) * width), count)
    y.set(read.value, first * said)
    if (!read.deviation) continue
    isWide = true
    deviation.set(read.deviation, first * said)
  }
  return { y, deviation: isWide ? deviation : null }
}

/** Of the rows that have a truth. */
function rmse(y: Float32Array, truth: Float32Array, column: number, width: number): number {
  let sum = 0
  let count = 0
  for (let k = column; k < y.length; k += width) {
    const miss = (y[k] ?? NaN) - (truth[k] ?? NaN)
    if (!Number.isFinite(miss)) continue
    sum += miss * miss
    count++
  }
  return Math.sqrt(sum / count)
}

/** Beyond what it was trained on a network says anything. */
function outside(recipe: Recipe, x: Float32Array, rows: number): string[] {
  const spans = spansOf(recipe)
  const width = spans.length
  const far = Array.from({ length: width === 0 ? 0 : rows }, (_, row) => row).filter((row) => spans.some(([low, high], k) => !((x[row * width + k] ?? NaN) >= low && (x[row * width + k] ?? NaN) <= high)))
  if (far.length === 0) return []
  return [`${far.length === rows ? 'All rows lie' : far.length === 1 ? 'One row lies' : `${far.length} of ${rows} rows lie`} outside of what the network was trained on; it does not extrapolate.`]
}

function spansOf(recipe: Recipe): readonly (readonly [number, number])[] {
  if (recipe.kind === 'simulation') return recipe.learn.kind === 'response' ? drawnPriors(recipe.system).map(spanOf) : []
  if (recipe.kind === 'function') return recipe.function.inputs.map(spanOf)
  const { values, width, rows } = tableOf(recipe.points)
  return recipe.points.inputs.map((_, column) => {
    const all = Array.from({ length: rows }, (_, row) => Math.fround(values[row * width + column] ?? NaN))
    return [all.reduce((a, b) => Math.min(a, b), Infinity), all.reduce((a, b) => Math.max(a, b), -Infinity)]
  })
}

function spanOf(prior: DrawnPrior): readonly [number, number] {
  return [Math.fround(priorQuantile(prior, 0)), Math.fround(priorQuantile(prior, 1))]
}

function leftOut(count: number): string[] {
  return count === 0 ? [] : [`${count === 1 ? 'One row has' : `${count} rows have`} no number where one is needed, and ${count === 1 ? 'was' : 'were'} left out.`]
}

function missing({ rows, lines }: PointsFile, kept: readonly number[]): { line: number; why: string }[] {
  const there = new Set(kept)
  return Array.from({ length: rows }, (_, row) => row).filter((row) => !there.has(row)).slice(0, SKIPPED_LIMIT).map((row) => ({ line: lines[row] ?? 1, why: 'no number where one is needed' }))
}
