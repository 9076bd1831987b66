/** The best weights of a run so far, by the loss on the held-out sweeps, and when to stop waiting for better ones. */
import type { Metrics } from '../../core/contract/run'
import type { EngineState } from '../engines/engine'
import type { TrainingRecipe } from '../../core/recipe/training'

export interface Best {
  /** What a reading takes, at the best validation. */
  readonly state: EngineState
  readonly loss: number
  readonly metrics: Metrics
  /** Validations since then. */
  readonly waited: number
}

const READ = ['parameters', 'statistics', 'average']

/** Without the optimiser's moments, which no reading takes. */
export function readingState({ vectors, step }: EngineState): EngineState {
  return { vectors: Object.fromEntries(Object.entries(vectors).filter(([name]) => READ.includes(name))), step }
}

/** The best so far after one more validation; `stateNow` is asked for only when it is better. */
export async function better(
  best: Best | null,
  now: { readonly loss: number; readonly metrics: Metrics },
  stateNow: () => Promise<EngineState>
): Promise<Best> {
  if (best && !(now.loss < best.loss)) return { ...best, waited: best.waited + 1 }
  return { ...now, state: readingState(await stateNow()), waited: 0 }
}

export function isOver({ earlyStopping }: TrainingRecipe, best: Best | null): boolean {
  return earlyStopping !== null && best !== null && best.waited >= earlyStopping.patience
}

/** A run's state with its best weights in the place of the last. */
export function withBest(state: EngineState, best: Best | null): EngineState {
  return best ? { vectors: { ...state.vectors, ...best.state.vectors }, step: best.state.step } : state
}
