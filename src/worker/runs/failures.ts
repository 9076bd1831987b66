/** How a run fails, as error data that says what to do next. */
import type { ErrorData } from '../../core/contract/errors'

/** @param step the step, counted from 0, whose loss is not a finite number */
export function lossNotFinite(step: number, checkpointBatch: number, learningRate: number): ErrorData {
  const smaller = Number((learningRate / 10).toPrecision(1))
  const kept = checkpointBatch > 0 ? ` The checkpoint at batch ${checkpointBatch} is kept.` : ''
  return {
    code: 'loss-not-finite',
    message: `The loss stopped being a finite number at batch ${step + 1}: the training diverged.${kept}`,
    remedy: `Train again with a smaller learning rate, for example ${smaller} instead of ${learningRate}.`
  }
}
