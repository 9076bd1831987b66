/** Where a run begins: first weights from the recipe's seed, the scaling of its samples, empty moments. */
import { firstParameters, firstStatistics } from '../../core/network/initialisers'
import { channelsOf } from '../../core/network/layers/layer'
import { modelOf } from '../../core/network/model'
import type { NetworkModel } from '../../core/network/model'
import { measuredScaling } from '../../core/network/scaling'
import { stepLayout } from '../../core/network/step'
import type { Recipe } from '../../core/recipe/schema'
import { createSamples } from '../../core/samples/open'
import type { EngineState } from './engine'

/** Samples whose statistics scale the network's inputs and targets. */
const SCALED_BY = 512

/** @throws SharkfinError whose code begins with `formula-`, where a scaling needs samples */
export async function initialState(recipe: Recipe): Promise<EngineState> {
  const model = modelOf(recipe)
  const { states } = stepLayout(model, recipe.training)
  const empty = Object.fromEntries(states.map(({ name, size }) => [name, new Float32Array(size)]))
  const statistics = firstStatistics(model, await scalingOf(recipe, model))
  const first = {
    parameters: firstParameters(model, recipe.network.initialiser, recipe.training.seed),
    ...(statistics.length > 0 ? { statistics } : {})
  }
  return { vectors: { ...empty, ...first }, step: 0 }
}

async function scalingOf(recipe: Recipe, { input, answer, scaling }: NetworkModel): Promise<Readonly<Record<string, Float32Array>>> {
  if (!scaling.inputs && !scaling.targets) return {}
  const { inputs, outputs, fill } = await createSamples(recipe)
  const x = new Float32Array(SCALED_BY * inputs)
  const y = new Float32Array(SCALED_BY * outputs)
  fill({ kind: 'scaling', batch: 0, first: 0, count: SCALED_BY }, x, y)
  return {
    ...(scaling.inputs ? measuredScaling('inputs', x, channelsOf(input)) : {}),
    ...(scaling.targets ? measuredScaling('targets', y, channelsOf(answer)) : {})
  }
}

export function copyState({ vectors, step }: EngineState): EngineState {
  return { vectors: Object.fromEntries(Object.entries(vectors).map(([name, vector]) => [name, vector.slice()])), step }
}
