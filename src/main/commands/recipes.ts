/** A recipe named on the command line: a bundled one by its name, or a file. */
import { readFile } from 'node:fs/promises'
import { SharkfinError } from '../../core/contract/errors'
import { readRecipe, recipeWrong } from '../../core/recipe/migrate'
import type { Recipe } from '../../core/recipe/schema'
import { bundledRecipes } from '../resources'

/** @throws SharkfinError `recipe-unknown`, `recipe-wrong`, `recipe-newer` */
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
  return parseRecipe(text, name)
}

function parseRecipe(text: string, file: string): Recipe {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (thrown) {
    throw recipeWrong(thrown instanceof Error ? thrown.message : 'it is not JSON', file)
  }
  return readRecipe(value, file)
}
