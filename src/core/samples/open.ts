/** A recipe's samples from its compiled program, without parser or compiler: what a thread loads. */
import { simulatorOf } from '../dynamics/simulator'
import type { Recipe } from '../recipe/schema'
import { fixedSet } from './fixed-set'
import { functionSource } from './function-source'
import { pointsSource } from './points-source'
import { compileSamples } from './program'
import type { SampleProgram } from './program'
import type { SampleSource } from './source'
import { sweepSource } from './sweep-source'

/** @param seed unsigned 32-bit integer; the same recipe and seed give the same bits */
export function openSamples(recipe: Recipe, seed: number, program: SampleProgram): SampleSource {
  const { samples, batch } = recipe.training
  const fresh = freshSamples(recipe, seed, program)
  return samples.kind === 'fixed' ? fixedSet(fresh, samples.count, batch, seed) : fresh
}

function freshSamples(recipe: Recipe, seed: number, program: SampleProgram): SampleSource {
  if (recipe.kind === 'simulation' && program.kind === 'simulation') return sweepSource(recipe, seed, simulatorOf(recipe, seed, program.kernel))
  if (recipe.kind === 'function' && program.kind === 'function') return functionSource(recipe.function, seed, program.kernel)
  if (recipe.kind === 'points' && program.kind === 'points') return pointsSource(recipe, seed)
  throw new Error(`a program of the kind ${program.kind} was opened for a recipe of the kind ${recipe.kind}`)
}

/**
 * Compiled and opened in one call.
 * @throws SharkfinError whose code begins with `formula-`
 */
export async function createSamples(recipe: Recipe, seed = recipe.training.seed): Promise<SampleSource> {
  return openSamples(recipe, seed, await compileSamples(recipe))
}
