/** Where a recipe's samples come from, compiled: plain data that may be sent to a thread. */
import { compileSweepKernel } from '../dynamics/kernel/compile'
import type { SweepKernel } from '../dynamics/simulator'
import type { PicturesRecipe, Recipe } from '../recipe/schema'
import type { FunctionKernel } from './function-kernel'

export type SampleProgram =
  | { readonly kind: 'simulation'; readonly kernel: SweepKernel }
  | { readonly kind: 'function'; readonly kernel: FunctionKernel }
  /** A table is there already. */
  | { readonly kind: 'points' }
  /** Pictures [count, inputs] and their targets [count, outputs], on shared memory; what reads files lays them there. */
  | { readonly kind: 'pictures'; readonly x: Float32Array; readonly y: Float32Array }

/** Recipes that need nothing but themselves. */
export type WholeRecipe = Exclude<Recipe, PicturesRecipe>

/** @throws SharkfinError whose code begins with `formula-` */
export async function compileSamples(recipe: WholeRecipe): Promise<SampleProgram> {
  if (recipe.kind === 'simulation') return { kind: 'simulation', kernel: await compileSweepKernel(recipe) }
  if (recipe.kind === 'points') return { kind: 'points' }
  // The compiler (14 MB) is loaded when the first kernel is wanted, not at start-up.
  const { emitFunctionKernel } = await import('./function-kernel')
  return { kind: 'function', kernel: emitFunctionKernel(recipe.function) }
}
