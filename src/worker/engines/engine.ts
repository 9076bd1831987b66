/** What trains a network: a thing with a state. Engines differ in what runs the step, not in what the step is. */
import { SharkfinError } from '../../core/contract/errors'
import type { Reading } from '../../core/network/losses/rule'
import type { StateVector, Vectors } from '../../core/network/state'
import type { Recipe } from '../../core/recipe/schema'

type Singles = Float32Array<ArrayBuffer>

/** Copies of what a run carries from step to step; a checkpoint. */
export interface EngineState {
  /** By the names of `stepLayout`. */
  readonly vectors: Vectors<Singles>
  /** Steps done so far. */
  readonly step: number
}

export interface TrainingEngine {
  readonly name: string
  /**
   * @param x [steps, batch, inputs]
   * @param y [steps, batch, outputs], in the targets' own units
   * @param firstStep steps done before, which decide the learning rate and the optimiser's other scalars
   * @returns [steps] each step's loss before its update; not finite from the step at which the run diverged
   */
  train(x: Float32Array, y: Float32Array, firstStep: number): Promise<Singles>
  /**
   * @param x [rows, inputs]
   * @returns [rows, outputs] each, in the targets' own units
   */
  predict(x: Float32Array, rows: number): Promise<Reading<Singles>>
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
  /** Built kernel-thread.ts, for the engine `wasm`, which itself finds how many threads pay; one where it is left out. */
  readonly kernelThreadUrl?: URL
}

/** How many steps the arrays hold; a defect when they do not hold whole batches. */
export function stepsIn(x: Float32Array, y: Float32Array, batch: { readonly x: number; readonly y: number }): number {
  const steps = x.length / batch.x
  if (!Number.isInteger(steps) || steps < 1 || y.length !== steps * batch.y) {
    throw new Error(`an engine was given ${x.length} inputs and ${y.length} targets, not whole batches`)
  }
  return steps
}

/** @throws SharkfinError when a checkpoint belongs to another network or optimiser */
export function checkState({ vectors }: EngineState, states: readonly StateVector[]): void {
  const found = Object.entries(vectors).map(([name, { length }]) => `${name} [${length}]`)
  const wanted = states.map(({ name, size }) => `${name} [${size}]`)
  if (found.length === wanted.length && wanted.every((vector) => found.includes(vector))) return
  throw new SharkfinError({
    code: 'checkpoint-mismatch',
    message: `The checkpoint holds ${found.join(', ')}, but the recipe's training carries ${wanted.join(', ')}.`,
    remedy: 'Go on with the recipe the checkpoint was made with, or start the run anew.'
  })
}
