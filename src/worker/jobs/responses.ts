/** Responses to given parameters, without noise: a person drags a slider, so the simulator that was compiled last is kept. */
import { SharkfinError } from '../../core/contract/errors'
import type { Responses } from '../../core/contract/outlook'
import type { WorkerRequest } from '../../core/contract/worker'
import { createSimulator } from '../../core/dynamics/create-simulator'
import type { Simulator } from '../../core/dynamics/simulator'
import type { SimulationRecipe } from '../../core/recipe/schema'

let last: { readonly key: string; readonly simulator: Promise<Simulator> } | null = null

/** @throws SharkfinError `parameters-count`, or whose code begins with `formula-` */
export async function responses({ recipe, parameters }: Extract<WorkerRequest, { kind: 'responses' }>): Promise<Responses> {
  const { inputs, parameters: names, observe } = await simulatorOf(recipe)
  const wrong = parameters.find((set) => set.length !== names.length)
  if (wrong) throw wrongCount(wrong.length, names)
  const values = new Float32Array(parameters.length * inputs)
  observe(Float32Array.from(parameters.flat()), parameters.length, values)
  return { values }
}

function simulatorOf(recipe: SimulationRecipe): Promise<Simulator> {
  const key = JSON.stringify([recipe.system, recipe.sweep, recipe.observation])
  if (last?.key !== key) last = { key, simulator: createSimulator(recipe) }
  return last.simulator
}

function wrongCount(count: number, names: readonly string[]): SharkfinError {
  return new SharkfinError({
    code: 'parameters-count',
    message: `${count} parameters were given, and the recipe draws ${names.length}: ${names.join(', ')}.`,
    remedy: 'Give one number for each, in this order.'
  })
}
