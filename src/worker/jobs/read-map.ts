/**
 * A measured map read twice: by the network, where one was trained on such maps, and by a fit of simulated maps that starts from what it
 * says. The network's error is that on held-out maps which it reads alike, in the widths that it predicts where it does.
 */
import type { Estimate } from '../../core/contract/characterization'
import { SharkfinError } from '../../core/contract/errors'
import type { MapReading } from '../../core/contract/map'
import type { WorkerRequest } from '../../core/contract/worker'
import { createSimulator } from '../../core/dynamics/create-simulator'
import type { Simulator } from '../../core/dynamics/simulator'
import { heldOutEstimates } from '../../core/inference/held-out-errors'
import { asSeen, fitPrepared, mapReading, prepareMap, type FittedMap, type NetworkReading } from '../../core/inference/map-reading'
import { drawnPriors, priorDeviation } from '../../core/recipe/priors'
import type { SimulationRecipe } from '../../core/recipe/schema'
import { loadMap } from '../measurement/load-map'
import { openNetwork, type Network } from '../measurement/network-reader'

/** Held-out maps that the network reads to learn of its errors. */
const HELD_OUT = 1024
/** Maps that are read in one call. */
const AT_ONCE = 64

/** @throws SharkfinError `file-...`, `npy-...`, `map-...`, `formula-...`, `checkpoint-...`, `model-...` */
export async function readMap({ source, options, recipe: asked, model }: Extract<WorkerRequest, { kind: 'map' }>): Promise<MapReading> {
  const network = model === null ? null : await openNetwork(model)
  try {
    const recipe = asked ?? network?.recipe
    if (!recipe) throw new Error('a map was asked for without a recipe and without a network')
    if (!recipe.observation.rows) throw noRows(recipe)
    const map = await loadMap(source, options, recipe)
    const simulator = await createSimulator(recipe)
    const first = fitPrepared(simulator, prepareMap(simulator, map, options))
    if (!network) return mapReading(simulator, source.name, first, 'No network was trained on such maps yet.')
    const why = unlike(network.recipe, recipe)
    if (why) return mapReading(simulator, source.name, first, why)
    const { fitted, reading } = await readBoth(simulator, first, network)
    return mapReading(simulator, source.name, fitted, reading ?? 'The network was not shown the map, since nothing was fitted.')
  } finally {
    await network?.close()
  }
}

/** The network's own reading is one more start for the fit, which may lead to a deeper minimum. */
async function readBoth(simulator: Simulator, first: FittedMap, network: Network): Promise<{ fitted: FittedMap; reading: NetworkReading | null }> {
  const seen = asSeen(simulator, first)
  if (!seen) return { fitted: first, reading: null }
  const { value } = await network.predict(seen, 1)
  const fitted = fitPrepared(simulator, first, [Array.from(value)])
  const again = asSeen(simulator, fitted) ?? seen
  const read = await network.predict(again, 1)
  return { fitted, reading: { estimates: await withErrors(simulator, network, read) } }
}

async function withErrors(simulator: Simulator, network: Network, reading: Awaited<ReturnType<Network['predict']>>): Promise<readonly Estimate[]> {
  const priors = drawnPriors(simulator.recipe.system)
  const units = priors.map(({ unit }) => unit)
  const { inputs, parameters } = simulator
  const truth = new Float32Array(HELD_OUT * parameters.length)
  const read = new Float32Array(truth.length)
  const deviation = reading.deviation && new Float32Array(truth.length)
  const x = new Float32Array(AT_ONCE * inputs)
  for (let first = 0; first < HELD_OUT; first += AT_ONCE) {
    simulator.fill({ kind: 'validation', batch: 0, first, count: AT_ONCE }, x, truth.subarray(first * parameters.length))
    const said = await network.predict(x, AT_ONCE)
    read.set(said.value, first * parameters.length)
    if (deviation && said.deviation) deviation.set(said.deviation, first * parameters.length)
  }
  return heldOutEstimates({ truth, read, scales: priors.map(priorDeviation), deviation }, reading, units)
}

/** A network reads maps of its own recipe alone. @returns '' where it is the same */
function unlike(trained: SimulationRecipe, asked: SimulationRecipe): string {
  const simulated = ({ system, sweep, observation }: SimulationRecipe): string => JSON.stringify([system, sweep, observation])
  return simulated(trained) === simulated(asked) ? '' : 'The network was trained on maps of another system, sweep or observation; train it anew.'
}

function noRows({ name }: SimulationRecipe): SharkfinError {
  return new SharkfinError({
    code: 'map-no-rows',
    message: `The recipe ${name} simulates curves and no maps.`,
    remedy: 'Choose a recipe with maps, or let it scan a number: "A map of several sweeps".'
  })
}
