/** Rows of a table as a picture beside others: points along its first column, and no curve, since none is known. */
import type { SampleFunction } from '../../core/contract/answers'
import { tableOf } from '../../core/recipe/points'
import { portsOf } from '../../core/recipe/ports'
import type { PointsRecipe } from '../../core/recipe/schema'
import { createSamples } from '../../core/samples/open'

export async function samplePoints(recipe: PointsRecipe, count: number): Promise<SampleFunction> {
  const { rows, width, values } = tableOf(recipe.points)
  const { inputs, outputs, fill } = await createSamples(recipe)
  const x = new Float32Array(count * inputs)
  const y = new Float32Array(count * outputs)
  fill({ kind: 'sample', batch: 0, first: 0, count }, x, y)
  const first = Float32Array.from({ length: rows }, (_, row) => values[row * width] ?? NaN)
  const ends = first.reduce<[number, number]>(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity])
  const [column] = recipe.points.inputs
  return {
    kind: 'function',
    variable: { name: column?.name ?? '', unit: column?.unit ?? '', values: Float32Array.from(ends), drawn: ends },
    held: {},
    curves: portsOf(recipe).targets.map(({ name, unit }, index) => ({
      name,
      unit,
      values: new Float32Array(ends.length).fill(NaN),
      drawn: y.filter((_, place) => place % outputs === index)
    })),
    samples: x.filter((_, place) => place % inputs === 0)
  }
}
