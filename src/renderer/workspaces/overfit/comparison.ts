/** What a training on few samples came to: where learning by heart began, and the losses at the end. */
import type { ValidationPoint } from '../../../core/contract/run'

/** Above this ratio of held-out loss to the training set's own, a network knows its samples better than the rest. */
const APART = 2

/**
 * The batch from which on the loss on held-out samples stays above twice that on the training set.
 * @returns null where the two have not parted
 */
export function parting(points: readonly ValidationPoint[]): number | null {
  let since: number | null = null
  for (const { step, loss, trained } of points) {
    if (trained === null || loss <= APART * trained) since = null
    else since ??= step
  }
  return since
}

/** Loss on held-out samples of the weights that are kept: with early stopping the best, else the last. */
export function keptLoss(points: readonly ValidationPoint[], keepsBest: boolean): ValidationPoint | null {
  if (!keepsBest) return points.at(-1) ?? null
  return points.reduce<ValidationPoint | null>((best, point) => (best && best.loss <= point.loss ? best : point), null)
}
