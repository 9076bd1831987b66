/** What is fitted, whatever the recipe says it with: the variables with the range they are trained on, and what is said of them. */
import { tableOf } from '../../../core/recipe/points'
import { portsOf } from '../../../core/recipe/ports'
import { priorQuantile } from '../../../core/recipe/priors'
import type { PointsRecipe, Recipe } from '../../../core/recipe/schema'
import type { Range } from '../../charts/model'

export interface Variable {
  readonly name: string
  readonly unit: string
  /** Where it is trained: of a normal prior, most of it. */
  readonly trained: Range
  /** Where it is held while another one runs. */
  readonly middle: number
}

export interface Task {
  readonly variables: readonly Variable[]
  readonly outputs: readonly { readonly name: string; readonly unit: string }[]
  /** Whether the outputs are probabilities of classes. */
  readonly isClasses: boolean
}

/** Null where the recipe fits no function and no points. */
export function taskOf(recipe: Recipe): Task | null {
  if (recipe.kind === 'simulation') return null
  if (recipe.kind === 'points') return tableTask(recipe)
  return {
    variables: recipe.function.inputs.map((prior) => ({
      name: prior.name,
      unit: prior.unit,
      trained: [priorQuantile(prior, 0), priorQuantile(prior, 1)],
      middle: priorQuantile(prior, 0.5)
    })),
    outputs: recipe.function.outputs.map(({ name, unit }) => ({ name, unit })),
    isClasses: false
  }
}

function tableTask(recipe: PointsRecipe): Task {
  const { rows, width, values } = tableOf(recipe.points)
  return {
    variables: recipe.points.inputs.map(({ name, unit }, column) => {
      const own = columnOf(values, width, column).sort()
      return { name, unit, trained: [own[0] ?? NaN, own[rows - 1] ?? NaN], middle: own[rows >> 1] ?? NaN }
    }),
    outputs: portsOf(recipe).targets.map(({ name, unit }) => ({ name, unit })),
    isClasses: recipe.points.outputs.kind === 'classes'
  }
}

/** With variables held where a person has put them. */
export function heldAt(task: Task, held: Readonly<Record<string, number>>): Task {
  return { ...task, variables: task.variables.map((variable) => ({ ...variable, middle: held[variable.name] ?? variable.middle })) }
}

/** Whether a network of one says something about the other. */
export function isSameTask(a: Task | null, b: Task | null): boolean {
  const words = (task: Task | null): string => JSON.stringify([task?.variables.map(({ name }) => name), task?.outputs.map(({ name }) => name)])
  return a !== null && words(a) === words(b)
}

/** Two recipes of one key draw the same samples: the same are trained on, the same held out. */
export function samplesKey(recipe: Recipe): string {
  const { samples, batch, validationSweeps, seed } = recipe.training
  return JSON.stringify([recipe.kind === 'function' ? recipe.function : recipe.kind === 'points' ? recipe.points : null, samples, batch, validationSweeps, seed])
}

/** How much further than trained a picture goes on either side: the lesson draws [-4, 4] of what it trains on [-3, 3]. */
export const BEYOND = 1 / 6

export function shownRange({ trained: [low, high] }: Variable, beyond = BEYOND): Range {
  const margin = beyond * (high - low)
  return [low - margin, high + margin]
}

/**
 * Places along one variable, the others held.
 * @returns x [points, variables]
 */
export function placesAlong({ variables }: Task, along: number, points: number): Float64Array {
  const x = new Float64Array(points * variables.length)
  variables.forEach((variable, k) => {
    const [low, high] = shownRange(variable)
    for (let point = 0; point < points; point++) x[point * variables.length + k] = k === along ? low + ((high - low) * point) / (points - 1) : variable.middle
  })
  return x
}

/** One column of rows that are `width` numbers wide. */
export function columnOf(rows: ArrayLike<number>, width: number, column: number): Float64Array {
  return Float64Array.from({ length: Math.floor(rows.length / width) }, (_, row) => rows[row * width + column] ?? NaN)
}
