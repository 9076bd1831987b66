/** What a recipe's samples look like, for a picture beside its equations. */
import type { Samples } from '../../core/contract/answers'
import type { WorkerRequest } from '../../core/contract/worker'
import { sampleFunction } from './sample-function'
import { samplePoints } from './sample-points'
import { sampleSweeps } from './sample-sweeps'

/** @throws SharkfinError whose code begins with `formula-` or `integrator-` */
export async function samples({ recipe, seed, count }: Extract<WorkerRequest, { kind: 'samples' }>): Promise<Samples> {
  if (recipe.kind === 'points') return samplePoints(recipe, count)
  return recipe.kind === 'simulation' ? sampleSweeps(recipe, seed, count) : sampleFunction(recipe, seed, count)
}
