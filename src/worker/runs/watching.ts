/** The network in the window while it trains, where a workspace watches it and it is small enough to be sent. */
import { LARGEST_WATCHED } from '../../core/contract/progress'
import { modelOf } from '../../core/network/model'
import { readingLayout, readingVectors } from '../../core/network/reading'
import type { Recipe } from '../../core/recipe/schema'
import type { TrainingEngine } from '../engines/engine'
import type { Progress } from '../progress'

/** @returns called between two calls of the engine: sends the vectors that a reading takes, where they are wanted now */
export function createShow(run: string, recipe: Recipe, engine: Pick<TrainingEngine, 'state'>, progress: Progress): (batch: number) => Promise<void> {
  const model = modelOf(recipe)
  const size = readingLayout(model).reduce((sum, layout) => sum + layout.size, 0)
  return async (batch) => {
    if (size > LARGEST_WATCHED || !progress.wantsNetwork()) return
    const vectors = Object.entries(readingVectors(model, recipe.training, await engine.state()))
    progress.network(run, batch, Object.fromEntries(vectors.map(([name, vector]) => [name, new Float32Array(vector)])))
  }
}
