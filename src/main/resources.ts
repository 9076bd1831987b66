/** What ships with the app: recipes and measured sweeps, in resources/. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app } from 'electron'
import { readRecipe } from '../core/recipe/migrate'
import type { Recipe } from '../core/recipe/schema'

/** The folder resources/, in the project or in a package. */
export function resourcesFolder(): string {
  return join(app.getAppPath(), 'resources')
}

/** The bundled recipes, the lesson's first. */
export async function bundledRecipes(): Promise<Recipe[]> {
  const folder = join(resourcesFolder(), 'recipes')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(names.map(async (name) => readRecipe(JSON.parse(await readFile(join(folder, name), 'utf8')), name)))
}

/** Paths of the bundled measured sweeps. */
export async function sampleMeasurements(): Promise<string[]> {
  const folder = join(resourcesFolder(), 'samples')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.txt')).sort()
  return names.map((name) => join(folder, name))
}
