/** How a run fails, as error data that says what to do next. */
import { needsOtherHardware, type RunEngine } from '../../core/contract/engine'
import { errorData, type ErrorData } from '../../core/contract/errors'

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

/** How the engine's own failure ends a run; null for anything else that was thrown. */
export function engineFailure(thrown: unknown, { kind }: RunEngine, checkpointBatch: number): ErrorData | null {
  const error = errorData(thrown)
  if (error.code !== 'engine-failed' && error.code !== 'engine-thread-died') return null
  const elsewhere = needsOtherHardware(kind) ? ' on the processor (engine cpu)' : ''
  const from = checkpointBatch > 0 ? `Go on from the checkpoint at batch ${checkpointBatch}` : 'Begin again'
  return { ...error, remedy: `${from}${elsewhere}.` }
}
