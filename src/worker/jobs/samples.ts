/** What a recipe's samples look like, for a picture beside its equations. */
import type { Samples } from '../../core/contract/answers'
import type { WorkerRequest } from '../../core/contract/worker'
import { sampleFunction } from './sample-function'
import { samplePictures } from './sample-pictures'
import { samplePoints } from './sample-points'
import { sampleMaps } from './sample-maps'
import { sampleSweeps } from './sample-sweeps'

/** @throws SharkfinError whose code begins with `formula-` or `integrator-` */
export async function samples({ recipe, seed, count }: Extract<WorkerRequest, { kind: 'samples' }>): Promise<Samples> {
  if (recipe.kind === 'points') return samplePoints(recipe, count)
  if (recipe.kind === 'pictures') return samplePictures(recipe, seed, count)
  if (recipe.kind === 'function') return sampleFunction(recipe, seed, count)
  return recipe.observation.rows ? sampleMaps(recipe, seed, count) : sampleSweeps(recipe, seed, count)
}
