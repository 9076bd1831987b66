/** What a training on few samples came to: where learning by heart began, and the losses at the end. */
import type { ValidationPoint } from '../../../core/contract/run'
import { formatNumber } from '../../../core/numbers/format'
import type { TrainingRecipe } from '../../../core/recipe/training'

/** Above this ratio of held-out loss to the training set's own, a network knows its samples better than the rest. */
const APART = 2

type Loss = Pick<TrainingRecipe, 'loss'>

/** Minus the logarithm of a likelihood has no zero of its own: of two, the difference says something, their ratio nothing. */
function isLogarithm({ loss }: Loss): boolean {
  return loss.kind === 'gaussian'
}

/**
 * The batch from which on the loss on held-out samples stays above twice that on the training set, or held-out samples less than half as
 * likely where the loss is the logarithm of a likelihood.
 * @returns null where the two have not parted
 */
export function parting(points: readonly ValidationPoint[], training: Loss): number | null {
  let since: number | null = null
  for (const { step, loss, trained } of points) {
    const isApart = trained !== null && (isLogarithm(training) ? loss - trained > Math.log(APART) : loss > APART * trained)
    if (!isApart) since = null
    else since ??= step
  }
  return since
}

/** Loss on held-out samples of the weights that are kept: with early stopping the best, else the last. */
export function keptLoss(points: readonly ValidationPoint[], keepsBest: boolean): ValidationPoint | null {
  if (!keepsBest) return points.at(-1) ?? null
  return points.reduce<ValidationPoint | null>((best, point) => (best && best.loss <= point.loss ? best : point), null)
}

/** A cure's loss beside that without it: `0.5 x`, or of logarithms `0.7 lower`. */
export function effectWords(loss: number, plain: number, training: Loss): string {
  if (!isLogarithm(training)) return `${formatNumber(loss / plain, 2)} x`
  return `${formatNumber(Math.abs(loss - plain), 2)} ${loss < plain ? 'lower' : 'higher'}`
}
