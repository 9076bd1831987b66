/** A trained network as a reader of sweeps: from a run's checkpoint, or from an exported model. */
import { stat } from 'node:fs/promises'
import type { Estimate, Group, Warning } from '../../core/contract/characterization'
import { SharkfinError } from '../../core/contract/errors'
import type { Metrics } from '../../core/contract/run'
import { createResampling, resample } from '../../core/dynamics/resample'
import type { SimulatedMap } from '../../core/inference/simulated-maps'
import { estimate, MEANINGS } from '../../core/inference/simulated-sweep'
import type { Simulated } from '../../core/measurement/simulated'
import type { MeasuredSweep } from '../../core/measurement/sweep'
import type { Reading as Values } from '../../core/network/losses/rule'
import { readsParameters } from '../../core/recipe/learn'
import { drawnPriors } from '../../core/recipe/priors'
import type { Recipe, SimulationRecipe } from '../../core/recipe/schema'
import { createOnnxruntimeEngine } from '../engines/onnxruntime'
import { openModel } from '../export/open-model'
import { readCheckpoint, readingMetrics, readingOf } from '../runs/checkpoint'

export type Reading = { readonly parameters: NonNullable<Group['network']> } | { readonly warning: Warning }

export interface NetworkReader {
  readonly recipe: SimulationRecipe
  /** The network's parameters with its own error on held-out sweeps, or why it cannot read this sweep. */
  readonly read: (simulated: Simulated, sweep: MeasuredSweep) => Promise<Reading>
  /** The same for a map. */
  readonly readMap: (map: SimulatedMap) => Promise<Reading>
  readonly close: () => Promise<void>
}

/** A trained network of any kind. */
export interface Trained {
  readonly recipe: Recipe
  readonly metrics: Metrics | null
  /** @param x [rows, inputs] */
  readonly predict: (x: Float32Array, rows: number) => Promise<Values<Float32Array>>
  readonly close: () => Promise<void>
}

export interface Network extends Trained {
  readonly recipe: SimulationRecipe
}

/**
 * @param path the folder of a run, or an exported model
 * @throws SharkfinError `checkpoint-...`, `model-...`
 */
export async function openReader(path: string): Promise<NetworkReader> {
  const network = await openNetwork(path)
  const { recipe, close } = network
  return { recipe, close, read: (simulated, sweep) => read(network, simulated, sweep), readMap: (map) => readMap(network, map) }
}

/**
 * @param path the folder of a run, or an exported model
 * @throws SharkfinError `checkpoint-...`, `model-...`
 */
export async function openNetwork(path: string): Promise<Network> {
  const trained = await openTrained(path)
  try {
    return { ...trained, recipe: simulationOf(trained.recipe) }
  } catch (thrown) {
    await trained.close()
    throw thrown
  }
}

/**
 * @param path the folder of a run, or an exported model
 * @throws SharkfinError `checkpoint-...`, `model-...`
 */
export async function openTrained(path: string): Promise<Trained> {
  const isFolder = (await stat(path).catch(() => null))?.isDirectory() ?? false
  return isFolder ? networkOfRun(path) : networkOfModel(path)
}

async function networkOfRun(folder: string): Promise<Trained> {
  const checkpoint = await readCheckpoint(folder)
  const { recipe } = checkpoint
  const engine = await createOnnxruntimeEngine({ recipe, threads: 1, state: readingOf(checkpoint) })
  return { recipe, metrics: readingMetrics(checkpoint), predict: engine.predict, close: engine.dispose }
}

async function networkOfModel(path: string): Promise<Trained> {
  const { recipe, training, predict, dispose } = await openModel(path)
  return { recipe, metrics: training.metrics, predict, close: dispose }
}

/** @throws SharkfinError `model-no-sweeps` */
function simulationOf(recipe: Recipe): SimulationRecipe {
  const learnt = recipe.kind === 'simulation' ? 'a response' : 'a function'
  if (readsParameters(recipe)) return recipe
  throw new SharkfinError({
    code: 'model-no-sweeps',
    message: `The network "${recipe.name}" has learnt to say ${learnt} and reads no parameters from sweeps.`,
    remedy: 'Choose a network that was trained on simulated sweeps.'
  })
}

/** Only a sweep as the recipe's own: the network has never seen another window. */
async function read({ recipe, metrics, predict }: Network, simulated: Simulated, sweep: MeasuredSweep): Promise<Reading> {
  const { from, to, duration, steps, law } = recipe.sweep
  const { rows, bins, filter } = recipe.observation
  if (rows) return { warning: { code: 'network-map', message: `The network reads maps of ${rows.count} sweeps, so it did not read a single one.` } }
  const sameEnds = simulated.from === from && simulated.to === to && simulated.law === law
  const same = sameEnds && simulated.duration === duration && sweep.x.length === steps
  if (!same) return { warning: { code: 'network-window', message: 'The network was trained on another sweep window, so it did not read this one.' } }
  const modulus = sweep.x.map((x, k) => Math.hypot(x, sweep.y ? (sweep.y[k] ?? 0) : 0))
  const observed = resample(createResampling(steps, bins, filter), modulus)
  return namedReading({ recipe, metrics, predict }, Float32Array.from(observed))
}

/** Only a map along the recipe's own axes. */
async function readMap(network: Network, { recipe, values }: SimulatedMap): Promise<Reading> {
  const axes = ({ sweep, observation: { rows, bins } }: SimulationRecipe): string => JSON.stringify([sweep, bins, rows && [rows.parameter, rows.from, rows.to, rows.count].map((one) => (typeof one === 'number' ? Math.fround(one) : one))])
  if (axes(recipe) !== axes(network.recipe)) return { warning: { code: 'network-window', message: 'The network was trained on maps along other axes, so it did not read this one.' } }
  return namedReading(network, Float32Array.from(values))
}

async function namedReading({ recipe, metrics, predict }: Pick<Network, 'recipe' | 'metrics' | 'predict'>, observed: Float32Array): Promise<Reading> {
  const { value, deviation } = await predict(observed, 1)
  const errors = drawnPriors(recipe.system).map(({ name }, k) => deviation?.[k] ?? metrics?.[name]?.rmse ?? Infinity)
  return { parameters: Object.fromEntries(drawnPriors(recipe.system).flatMap(({ name, unit }, k) => named(name, unit, value[k] ?? NaN, errors[k] ?? Infinity))) }
}

/**
 * @param error the width that the network predicts for this sweep, or else its root mean square error on held-out sweeps: the
 * prior's average, not this sweep's own
 */
function named(name: string, unit: string, value: number, error: number): [string, Estimate][] {
  const meaning = Object.entries(MEANINGS).find(([symbol]) => symbol === name)?.[1]
  if (!meaning) return []
  const [as, factor] = meaning
  return [[as, estimate(value * factor, error * factor, unit)]]
}
