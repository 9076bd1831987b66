/** The first held-out samples of a simulated system, with what was drawn for them. */
import type { HeldOutSamples } from '../../core/contract/outlook'
import type { WorkerRequest } from '../../core/contract/worker'
import { createDraw } from '../../core/dynamics/draw'
import { drawStreams } from '../../core/random/draw'
import type { SampleRange } from '../../core/random/draw'
import { portsOf } from '../../core/recipe/ports'
import { drawnPriors } from '../../core/recipe/priors'
import type { SimulationRecipe } from '../../core/recipe/schema'
import { createSamples } from '../../core/samples/open'
import { drawSet } from '../runs/validation'

/** Numbers that go to the window at once: 8 MiB. */
const MOST_NUMBERS = 1 << 21

/** @throws SharkfinError whose code begins with `formula-` or `integrator-` */
export async function heldOut({ recipe, count }: Extract<WorkerRequest, { kind: 'held-out' }>): Promise<HeldOutSamples> {
  const { inputs, outputs } = portsOf(recipe)
  const some = Math.max(1, Math.min(count, recipe.training.validationSweeps, Math.floor(MOST_NUMBERS / (inputs + outputs))))
  const range: SampleRange = { kind: 'validation', batch: 0, first: 0, count: some }
  const { x, truth } = drawSet(await createSamples(recipe), range)
  return { count: some, parameters: drawnFor(recipe, range), x, y: truth }
}

/** [count, parameters] */
export function drawnFor({ system, training }: SimulationRecipe, range: SampleRange): Float32Array<ArrayBuffer> {
  const priors = drawnPriors(system)
  const parameters = new Float32Array(range.count * priors.length)
  createDraw(priors, drawStreams(training.seed, 'prior'))(range, parameters)
  return parameters
}
