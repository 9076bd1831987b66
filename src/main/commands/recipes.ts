/** A recipe named on the command line: a bundled one by its name, or a file. */
import { readFile } from 'node:fs/promises'
import { SharkfinError } from '../../core/contract/errors'
import { readRecipeText } from '../../core/recipe/shared-file'
import type { Recipe, SimulationRecipe } from '../../core/recipe/schema'
import { bundledRecipes } from '../resources'

/** @throws SharkfinError `recipe-unknown`, `recipe-json`, `recipe-wrong`, `recipe-newer` */
export async function findRecipe(name: string): Promise<Recipe> {
  const bundled = await bundledRecipes()
  const found = bundled.find((recipe) => recipe.name === name)
  if (found) return found
  const names = bundled.map((recipe) => recipe.name).join(', ')
  const text = await readFile(name, 'utf8').catch(() => {
    throw new SharkfinError({
      code: 'recipe-unknown',
      message: `There is no bundled recipe and no file "${name}".`,
      remedy: `Name a file, or one of: ${names}.`
    })
  })
  return readRecipeText(text, name)
}

/** A recipe that simulates a system. @throws SharkfinError `recipe-kind`, and what `findRecipe` throws */
export async function findSimulation(name: string): Promise<SimulationRecipe> {
  const recipe = await findRecipe(name)
  if (recipe.kind === 'simulation') return recipe
  throw new SharkfinError({
    code: 'recipe-kind',
    message: `The recipe "${recipe.name}" is about a function, and only a system is simulated.`,
    remedy: 'Name a recipe that has equations of motion, for example duffing-curve.'
  })
}
