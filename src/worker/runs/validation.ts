/** Held-out samples, made once from streams that training never draws from, and what the network reads from them. */
import type { Metrics } from '../../core/contract/run'
import { readingLoss } from '../../core/network/evaluate'
import { modelOf } from '../../core/network/model'
import { readingErrors } from '../../core/network/reading-errors'
import { vectorOf } from '../../core/network/state'
import { portsOf } from '../../core/recipe/ports'
import type { Recipe } from '../../core/recipe/schema'
import type { TrainingRecipe } from '../../core/recipe/training'
import { createSamples } from '../../core/samples/open'
import type { TrainingEngine } from '../engines/engine'
import type { Validation } from '../progress'

/** Validations in a whole run, apart from the first and the last: as many as fit a tenth of its time, between these. */
const MOST = 100
const LEAST = 20
const SHARE = 0.1
/** What a sample costs that is read, in one that is trained on: there and back are two more. */
const READING = 1 / 3

export interface Validator {
  /** Whether a validation falls due between batch `from` and batch `to`. */
  readonly isDue: (from: number, to: number) => boolean
  readonly validate: (batch: number) => Promise<Validation>
  readonly metrics: (validation: Validation) => Metrics
}

export interface HeldOut {
  readonly parameters: readonly string[]
  readonly count: number
  /** [count, inputs] */
  readonly x: Float32Array
  /** [count, outputs] */
  readonly truth: Float32Array<ArrayBuffer>
}

/** @throws SharkfinError whose code begins with `formula-` */
export async function simulateHeldOut(recipe: Recipe): Promise<HeldOut> {
  const { inputs, outputs, fill } = await createSamples(recipe)
  const parameters = portsOf(recipe).targets.map(({ name }) => name)
  const count = recipe.training.validationSweeps
  const x = new Float32Array(count * inputs)
  const truth = new Float32Array(count * outputs)
  fill({ kind: 'validation', batch: 0, first: 0, count }, x, truth)
  return { parameters, count, x, truth }
}

export function createValidator(recipe: Recipe, { count, x, truth, ...heldOut }: HeldOut, engine: TrainingEngine): Validator {
  const { training } = recipe
  const model = modelOf(recipe)
  // What brings targets to the network's own scale; it stays as it is while the network learns.
  let statistics: Float32Array | null = null
  const interval = validationInterval(training)
  const parameters = [...heldOut.parameters]
  return {
    isDue: (from, to) => Math.floor(from / interval) < Math.floor(to / interval),
    validate: async (step) => {
      const reading = await engine.predict(x, count)
      statistics ??= model.scaling.targets ? vectorOf((await engine.state()).vectors, 'statistics') : new Float32Array()
      const loss = readingLoss(model, { statistics }, truth, reading, count)
      return { step, parameters, truth, predicted: reading.value, loss, ...readingErrors(truth, reading.value, parameters.length) }
    },
    metrics: ({ rmse, r2 }) =>
      Object.fromEntries(parameters.map((name, k) => [name, { rmse: rmse[k] ?? NaN, r2: r2[k] ?? NaN }]))
  }
}

/**
 * Batches between two validations. They decide when a run stops early, so they depend on the recipe alone and on no clock.
 */
export function validationInterval({ batches, batch, validationSweeps }: TrainingRecipe): number {
  const affordable = (READING * validationSweeps) / batch / SHARE
  return Math.max(1, batches / MOST, Math.min(batches / LEAST, affordable))
}
