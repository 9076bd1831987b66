/** What trains a network: a thing with a state. Engines differ in what runs the step, not in what the step is. */
import { SharkfinError } from '../../core/contract/errors'
import type { AdamState } from '../../core/network/adam'
import type { Recipe } from '../../core/recipe/schema'

type Singles = Float32Array<ArrayBuffer>

/** Copies of what a run carries from step to step; a checkpoint. */
export interface EngineState extends AdamState<Singles> {
  /** Steps done so far. */
  readonly step: number
}

export interface TrainingEngine {
  readonly name: string
  /**
   * @param x [steps, batch, inputs]
   * @param y [steps, batch, outputs], in the targets' own units
   * @param firstStep steps done before, which decide the learning rate and Adam's bias correction
   * @returns [steps] each step's loss before its update; not finite from the step at which the run diverged
   */
  train(x: Float32Array, y: Float32Array, firstStep: number): Promise<Singles>
  /**
   * @param x [rows, inputs]
   * @returns [rows, outputs], in the targets' own units
   */
  predict(x: Float32Array, rows: number): Promise<Singles>
  state(): Promise<EngineState>
  /** Going on from here gives the same bits as never having stopped. */
  restore(state: EngineState): Promise<void>
  dispose(): Promise<void>
}

export interface EngineOptions {
  readonly recipe: Recipe
  /** Threads inside one operation; more than one pays only for large layers. */
  readonly threads: number
  /** Where to go on; from the recipe's seed when left out. */
  readonly state?: EngineState
}

/** How many steps the arrays hold; a defect when they do not hold whole batches. */
export function stepsIn(x: Float32Array, y: Float32Array, batch: { readonly x: number; readonly y: number }): number {
  const steps = x.length / batch.x
  if (!Number.isInteger(steps) || steps < 1 || y.length !== steps * batch.y) {
    throw new Error(`an engine was given ${x.length} inputs and ${y.length} targets, not whole batches`)
  }
  return steps
}

/** @throws SharkfinError when a checkpoint belongs to another network */
export function checkState(state: EngineState, parameters: number): void {
  const sizes = [state.parameters, state.firstMoment, state.secondMoment].map(({ length }) => length)
  if (sizes.every((size) => size === parameters)) return
  throw new SharkfinError({
    code: 'checkpoint-mismatch',
    message: `The checkpoint holds ${sizes.join(', ')} numbers, but the recipe's network has ${parameters} parameters.`,
    remedy: 'Go on with the recipe the checkpoint was made with, or start the run anew.'
  })
}
