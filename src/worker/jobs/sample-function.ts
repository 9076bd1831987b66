/** A function as a curve, and samples of it as the network gets them, drawn from streams that neither training nor validation uses. */
import type { SampleFunction } from '../../core/contract/answers'
import { priorQuantile } from '../../core/recipe/priors'
import type { FunctionRecipe } from '../../core/recipe/schema'
import { functionCurve } from '../../core/samples/function-curve'
import { createSamples } from '../../core/samples/open'

const POINTS = 400

/** @throws SharkfinError whose code begins with `formula-` */
export async function sampleFunction(recipe: FunctionRecipe, seed: number, count: number): Promise<SampleFunction> {
  const { inputs, outputs } = recipe.function
  const { prior, held, variable, values } = functionCurve(recipe.function, POINTS)
  const source = await createSamples({ ...recipe, training: { ...recipe.training, samples: { kind: 'fresh' } } }, seed)
  const x = new Float32Array(count * inputs.length)
  const y = new Float32Array(count * outputs.length)
  source.fill({ kind: 'sample', batch: 0, first: 0, count }, x, y)
  // With a second variable the samples lie on no curve.
  const isCurve = inputs.length === 1
  return {
    kind: 'function',
    variable: { name: prior.name, unit: prior.unit, values: variable, drawn: [priorQuantile(prior, 0), priorQuantile(prior, 1)] },
    held,
    curves: outputs.map(({ name, unit }, index) => ({
      name,
      unit,
      values: values[index] ?? new Float32Array(),
      drawn: isCurve ? y.filter((_, place) => place % outputs.length === index) : new Float32Array()
    })),
    samples: isCurve ? x : new Float32Array()
  }
}
