/** A picture that was dropped for the network of this bench to read: at the recipe's size, with what the network says of it. */
import type { Estimate } from '../../../core/contract/characterization'
import type { ReadPicture } from '../../../core/contract/answers'
import { errorData, type ErrorData } from '../../../core/contract/errors'
import type { SetReading } from '../../../core/contract/progress'
import type { Metrics } from '../../../core/contract/run'
import type { GrantedFile } from '../../../core/contract/window'
import { heldOutEstimates } from '../../../core/inference/held-out-errors'
import type { Target } from '../../../core/recipe/targets'
import { ask } from '../../bridge/ask'
import { validRecipe } from '../../state/recipe.svelte'
import { images } from './images.svelte'

interface Dropped {
  file: GrantedFile | null
  picture: ReadPicture | null
  busy: boolean
  error: ErrorData | null
}

export const dropped: Dropped = $state({ file: null, picture: null, busy: false, error: null })

let wanted = 0

export async function openPicture(file: GrantedFile): Promise<void> {
  images.view = 'measured'
  Object.assign(dropped, { file, picture: null, error: null })
  await readPictureAgain()
}

export function closePicture(): void {
  wanted++
  Object.assign(dropped, { file: null, picture: null, busy: false, error: null })
}

/** At the size that the recipe has now. */
export async function readPictureAgain(): Promise<void> {
  const { file } = dropped
  const recipe = validRecipe()
  if (!file || recipe?.kind !== 'pictures') return
  const mine = ++wanted
  dropped.busy = true
  try {
    const picture = await ask<'read-picture'>({ kind: 'read-picture', file: file.token, recipe })
    if (mine === wanted) Object.assign(dropped, { picture, error: null })
  } catch (thrown) {
    if (mine === wanted) Object.assign(dropped, { picture: null, error: errorData(thrown) })
  } finally {
    if (mine === wanted) dropped.busy = false
  }
}

/** Numbers with the errors of the held-out pictures that were read alike; of a run of an earlier start, of all of them. */
export function numbersRead(value: ArrayLike<number>, deviation: ArrayLike<number> | undefined, targets: readonly Target[], heldOut: SetReading | null, metrics: Metrics | null): readonly Estimate[] {
  const rough = (k: number, stderr: number): Estimate => ({ value: value[k] ?? NaN, unit: targets[k]?.unit ?? '', stderr, interval90: [(value[k] ?? NaN) - 1.645 * stderr, (value[k] ?? NaN) + 1.645 * stderr], statistical: stderr, model: 0, determined: true })
  if (deviation) return targets.map((_, k) => rough(k, deviation[k] ?? NaN))
  if (!heldOut) return targets.map(({ name }, k) => rough(k, metrics?.[name]?.rmse ?? NaN))
  const scales = heldOut.rmse.map((rmse) => rmse || 1)
  return heldOutEstimates({ truth: heldOut.truth, read: heldOut.predicted, scales }, { value }, targets.map(({ unit }) => unit))
}
