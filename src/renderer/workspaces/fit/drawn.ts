/** Numbers behind the pictures of a fit: networks and the typed function along one variable, and what is left over at the samples. */
import type { PlainNetwork } from '../../../core/network/plain/operations'
import type { Recipe } from '../../../core/recipe/schema'
import type { Science } from './science'
import { columnOf, type Task } from './task'
import type { Points } from './fit-charts'

export const PLACES = 301

/** [rows] of one output. */
export function networkAlong(science: Science, network: PlainNetwork, x: Float64Array, output: number): Float64Array {
  const rows = x.length / network.inputs
  return columnOf(science.runPlain(network, x, rows), network.targets + network.deviations, output)
}

/** What a loss that teaches a width says of it; null where it teaches none. */
export function deviationAlong(science: Science, network: PlainNetwork, x: Float64Array, output: number): Float64Array | null {
  if (network.deviations === 0) return null
  const rows = x.length / network.inputs
  return columnOf(science.runPlain(network, x, rows), network.targets + network.deviations, network.targets + output)
}

export function slopeAlong(science: Science, network: PlainNetwork, x: Float64Array, along: number, output: number): Float64Array {
  const rows = x.length / network.inputs
  return columnOf(science.derivative(network, x, rows, along).change, network.targets + network.deviations, output)
}

/** The typed function without noise; null of points, and while a formula is wrong. */
export function targetAlong(science: Science, recipe: Recipe, x: Float64Array, output: number): Float64Array | null {
  if (recipe.kind !== 'function') return null
  const { inputs, outputs } = recipe.function
  return columnOf(science.functionValues(recipe.function)(x, x.length / inputs.length), outputs.length, output)
}

export function targetSlope(science: Science, recipe: Recipe, x: Float64Array, along: number, output: number): Float64Array | null {
  if (recipe.kind !== 'function') return null
  const { inputs, outputs } = recipe.function
  return columnOf(science.functionSlopes(recipe.function, along)(x, x.length / inputs.length), outputs.length, output)
}

interface Samples {
  readonly x: Float32Array
  readonly y: Float32Array
}

/** How far from where a variable is held a sample may lie, as a share of what is trained; and how many are shown at least. */
const NEAR = 0.15
const LEAST = 12

/**
 * Of samples with several variables those whose others lie near where they are held, since only these are near the curve; the nearest
 * few where there are none.
 * @returns with the largest distance among them, as a share of what is trained
 */
export function samplesNear({ variables, outputs }: Task, { x, y }: Samples, along: number): Samples & { readonly reach: number } {
  const rows = x.length / variables.length
  const distance = Float64Array.from({ length: rows }, (_, row) =>
    variables.reduce((most, { trained: [low, high], middle }, k) => (k === along ? most : Math.max(most, Math.abs((x[row * variables.length + k] ?? NaN) - middle) / (high - low || 1))), 0)
  )
  const order = Array.from({ length: rows }, (_, row) => row).sort((a, b) => (distance[a] ?? NaN) - (distance[b] ?? NaN))
  const near = order.filter((row, place) => (distance[row] ?? NaN) <= NEAR || place < LEAST)
  const pick = (from: Float32Array, width: number): Float32Array => Float32Array.from(near.flatMap((row) => [...from.subarray(row * width, (row + 1) * width)]))
  return { x: pick(x, variables.length), y: pick(y, outputs.length), reach: distance[near.at(-1) ?? -1] ?? 0 }
}

/** Samples against one variable. */
export function pointsAlong({ variables, outputs }: Task, { x, y }: Samples, along: number, output: number): Points {
  return { x: columnOf(x, variables.length, along), y: columnOf(y, outputs.length, output) }
}

/** Samples less what the network says there. */
export function leftOver(science: Science, network: PlainNetwork, task: Task, samples: Samples, along: number, output: number): Points {
  const points = pointsAlong(task, samples, along, output)
  const said = networkAlong(science, network, Float64Array.from(samples.x), output)
  return { x: points.x, y: Float64Array.from(said, (value, index) => (points.y[index] ?? NaN) - value) }
}
