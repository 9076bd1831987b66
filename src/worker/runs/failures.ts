/** How a run fails, as error data that says what to do next. */
import { needsOtherHardware, type RunEngine } from '../../core/contract/engine'
import { errorData, type ErrorData } from '../../core/contract/errors'
import { firstFault } from '../../core/network/diagnose'
import type { Fault } from '../../core/network/diagnose'
import { modelOf } from '../../core/network/model'
import type { Recipe } from '../../core/recipe/schema'
import type { EngineState, TrainingEngine } from '../engines/engine'
import { stepRandoms } from '../engines/step-randoms'

/** A learning rate that is worth trying next. */
const SMALLER = 10

function inWords(fault: Fault): string {
  switch (fault.of) {
    case 'batch':
      return 'the simulated batch itself holds numbers that are not finite'
    case 'parameters':
      return `the parameters of the layer ${fault.layer} were the first to leave the range of numbers, in the step before`
    case 'values':
      return `the values of the layer ${fault.layer} were the first to leave the range of numbers`
    case 'loss':
      return 'every layer was still in the range of numbers, the loss was not'
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

/** @param step the step, counted from 0, whose loss is not a finite number */
export function lossNotFinite(step: number, fault: Fault, checkpointBatch: number, learningRate: number): ErrorData {
  const what = `The loss stopped being a finite number at batch ${step + 1}: ${inWords(fault)}.`
  return fault.of === 'batch' ? notFinite(what, checkpointBatch, null) : notFinite(what, checkpointBatch, learningRate)
}

/** @param batch after which the network was read; 0 before the first */
export function heldOutNotFinite(batch: number, checkpointBatch: number, learningRate: number): ErrorData {
  if (batch === 0) return notFinite('What the network says of the held-out samples is not finite before the first batch.', 0, null)
  return notFinite(`The loss on the held-out samples is not a finite number after batch ${batch}: its update left the range of numbers.`, checkpointBatch, learningRate)
}

/** @param learningRate that was too large; null where the samples are to blame */
function notFinite(what: string, checkpointBatch: number, learningRate: number | null): ErrorData {
  const code = 'loss-not-finite'
  const message = checkpointBatch > 0 ? `${what} The checkpoint at batch ${checkpointBatch} is kept.` : what
  if (learningRate === null) return { code, message, remedy: 'Look at the equation, its priors and the sweep: some simulated response is not finite.' }
  const smaller = Number((learningRate / SMALLER).toPrecision(1))
  return {
    code,
    message,
    remedy: `Train again with a smaller learning rate, for example ${smaller} instead of ${learningRate}.`,
    suggestion: { setting: 'training.optimiser.learningRate', value: smaller, words: `Train again with ${smaller}` }
  }
}

/**
 * What first left the range of numbers in a call whose loss is not finite: the steps before are run again.
 * @param before the state before the call
 * @param batches the call's x and y
 * @param good steps of the call whose loss is finite
 */
export async function diagnose(
  recipe: Recipe,
  engine: TrainingEngine,
  before: EngineState,
  { x, y }: { readonly x: Float32Array; readonly y: Float32Array },
  good: number
): Promise<Fault> {
  const model = modelOf(recipe)
  const { batch } = recipe.training
  const [rowX, rowY] = [batch * model.inputs, batch * model.outputs]
  await engine.restore(before)
  if (good > 0) await engine.train(x.subarray(0, good * rowX), y.subarray(0, good * rowY), before.step)
  const { vectors, step } = await engine.state()
  const randoms = Object.fromEntries(stepRandoms(model, recipe.training, step, 1).map(({ name, numbers }) => [name, numbers]))
  const bad = { x: x.slice(good * rowX, (good + 1) * rowX), y: y.slice(good * rowY, (good + 1) * rowY), randoms }
  return firstFault(model, vectors, bad, batch)
}
