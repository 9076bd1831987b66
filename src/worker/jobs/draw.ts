/** What a recipe's network is trained on and judged by, for a picture: the same samples that a run draws. */
import type { DrawResult } from '../../core/contract/answers'
import type { WorkerRequest } from '../../core/contract/worker'
import type { DrawKind } from '../../core/random/draw'
import { createSamples } from '../samples/open'

/** @throws SharkfinError whose code begins with `formula-` or `integrator-` */
export async function draw({ recipe, training, heldOut }: Extract<WorkerRequest, { kind: 'draw' }>): Promise<DrawResult> {
  const { inputs, outputs, fill } = await createSamples(recipe)
  const drawn = (kind: DrawKind, batch: number, count: number): DrawResult['training'] => {
    const x = new Float32Array(count * inputs)
    const y = new Float32Array(count * outputs)
    // Batch by batch, as the trainer takes them: a fixed set is shuffled in whole batches.
    for (let first = 0; first < count; first += batch) {
      const range = { kind, batch: kind === 'training' ? first / batch : 0, first: kind === 'training' ? 0 : first, count: Math.min(batch, count - first) }
      fill(range, x.subarray(first * inputs), y.subarray(first * outputs))
    }
    return { x, y }
  }
  const { batch, validationSweeps } = recipe.training
  return { training: drawn('training', batch, training), heldOut: drawn('validation', batch, Math.min(heldOut, validationSweeps)) }
}
