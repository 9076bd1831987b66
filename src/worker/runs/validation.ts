/** Held-out samples, made once from streams that training never draws from, and what the network reads from them. */
import { MOST_PLACES, MOST_TRAINED_READ, type SetReading } from '../../core/contract/progress'
import type { Metrics } from '../../core/contract/run'
import { readingLoss } from '../../core/network/evaluate'
import { modelOf } from '../../core/network/model'
import { readingErrors } from '../../core/network/reading-errors'
import { vectorOf } from '../../core/network/state'
import { trainingRows } from '../../core/recipe/points'
import { portsOf } from '../../core/recipe/ports'
import { isExtended } from '../../core/recipe/targets'
import type { Recipe } from '../../core/recipe/schema'
import type { TrainingRecipe } from '../../core/recipe/training'
import type { SampleRange } from '../../core/random/draw'
import { createSamples } from '../../core/samples/open'
import type { SampleSource } from '../../core/samples/source'
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

type Singles = Float32Array<ArrayBuffer>

/** Samples with their truth. */
export interface SampleSet {
  readonly count: number
  /** [count, inputs] */
  readonly x: Float32Array
  /** [count, outputs] */
  readonly truth: Float32Array<ArrayBuffer>
}

export interface HeldOut extends SampleSet {
  /** The training set's own samples, where it is a fixed one or a table; `MOST_TRAINED_READ` of them at most. */
  readonly trained: SampleSet | null
}

/** @throws SharkfinError whose code begins with `formula-` */
export async function simulateHeldOut(recipe: Recipe): Promise<HeldOut> {
  const source = await createSamples(recipe)
  const heldOut = drawSet(source, { kind: 'validation', batch: 0, first: 0, count: recipe.training.validationSweeps })
  return { ...heldOut, trained: visitedAgain(recipe, source) }
}

function visitedAgain(recipe: Recipe, source: SampleSource): SampleSet | null {
  const { samples, batch, validationSweeps } = recipe.training
  if (recipe.kind === 'points') {
    // As they stand in the table: in training noise may be added to them.
    const count = Math.min(trainingRows(recipe.points, validationSweeps), MOST_TRAINED_READ)
    return drawSet(source, { kind: 'sample', batch: 0, first: 0, count })
  }
  if (samples.kind === 'fresh') return null
  const batches = Math.floor(Math.min(samples.count, Math.max(batch, MOST_TRAINED_READ)) / batch)
  return joined(Array.from({ length: batches }, (_, index) => drawSet(source, { kind: 'training', batch: index, first: 0, count: batch })))
}

export function drawSet({ inputs, outputs, fill }: SampleSource, range: SampleRange): SampleSet & { readonly x: Singles } {
  const { count } = range
  const x = new Float32Array(count * inputs)
  const truth = new Float32Array(count * outputs)
  fill(range, x, truth)
  return { count, x, truth }
}

function joined(sets: readonly SampleSet[]): SampleSet {
  const join = (of: (set: SampleSet) => Float32Array): Float32Array<ArrayBuffer> => {
    const parts = sets.map(of)
    const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0))
    parts.forEach((part, index) => whole.set(part, index * part.length))
    return whole
  }
  return { count: sets.reduce((sum, { count }) => sum + count, 0), x: join(({ x }) => x), truth: join(({ truth }) => truth) }
}

export function createValidator(recipe: Recipe, { trained, ...heldOut }: HeldOut, engine: TrainingEngine): Validator {
  const { training } = recipe
  const read = createReader(recipe, engine)
  const interval = validationInterval(training)
  const parameters = portsOf(recipe).targets.map(({ name }) => name)
  return {
    isDue: (from, to) => Math.floor(from / interval) < Math.floor(to / interval),
    validate: async (step) => ({ step, parameters, ...(await read(heldOut)), trained: trained && (await read(trained)) }),
    metrics: ({ rmse, r2 }) => metricsOf(parameters, { rmse, r2 })
  }
}

export function metricsOf(parameters: readonly string[], { rmse, r2 }: Pick<SetReading, 'rmse' | 'r2'>): Metrics {
  return Object.fromEntries(parameters.map((name, k) => [name, { rmse: rmse[k] ?? NaN, r2: r2[k] ?? null }]))
}

/** What the engine's network reads from a set, and how well. */
export function createReader(recipe: Recipe, engine: Pick<TrainingEngine, 'predict' | 'state'>): (set: SampleSet) => Promise<SetReading> {
  const model = modelOf(recipe)
  const ports = portsOf(recipe)
  const { length } = ports.targets
  const shown = isExtended(ports) ? thinned : (numbers: Singles): Singles => numbers
  // What brings targets to the network's own scale; it stays as it is while the network learns.
  let statistics: Float32Array | null = null
  return async ({ x, truth, count }) => {
    const reading = await engine.predict(x, count)
    statistics ??= model.scaling.targets ? vectorOf((await engine.state()).vectors, 'statistics') : new Float32Array()
    const loss = readingLoss(model, { statistics }, truth, reading, count)
    return { truth: shown(truth), predicted: shown(reading.value), loss, ...readingErrors(truth, reading.value, length) }
  }
}

/** Of curves or maps some numbers, spread evenly over all of them by the golden ratio, so that no row or column is preferred. */
function thinned(numbers: Singles): Singles {
  const golden = (Math.sqrt(5) - 1) / 2
  const { length } = numbers
  return Float32Array.from({ length: Math.min(length, MOST_PLACES) }, (_, k) => numbers[Math.floor(((k * golden) % 1) * length)] ?? NaN)
}

/**
 * Batches between two validations. They decide when a run stops early, so they depend on the recipe alone and on no clock.
 */
export function validationInterval({ batches, batch, validationSweeps }: TrainingRecipe): number {
  const affordable = (READING * validationSweeps) / batch / SHARE
  return Math.ceil(Math.max(1, batches / MOST, Math.min(batches / LEAST, affordable)))
}
