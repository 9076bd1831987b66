/** The network of a run's last checkpoint, for a window that draws with it: early stopping's best, or the averaged one, where there is such. */
import type { NetworkResult } from '../../core/contract/answers'
import type { WorkerRequest } from '../../core/contract/worker'
import { modelOf } from '../../core/network/model'
import { readingVectors } from '../../core/network/reading'
import { readCheckpoint, readingOf } from '../runs/checkpoint'

/** @throws SharkfinError `checkpoint-...` */
export async function network({ folder }: Extract<WorkerRequest, { kind: 'network' }>): Promise<NetworkResult> {
  const checkpoint = await readCheckpoint(folder)
  const { recipe } = checkpoint
  const state = readingOf(checkpoint)
  const vectors = Object.entries(readingVectors(modelOf(recipe), recipe.training, state))
  return { step: state.step, vectors: Object.fromEntries(vectors.map(([name, vector]) => [name, new Float32Array(vector)])) }
}
