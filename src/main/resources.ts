/** What ships with the app: recipes and measured sweeps, in resources/. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app } from 'electron'
import { readRecipe } from '../core/recipe/migrate'
import type { Recipe, SimulationRecipe } from '../core/recipe/schema'

/** The folder resources/, in the project or in a package. */
export function resourcesFolder(): string {
  return join(app.getAppPath(), 'resources')
}

/** The recipe that a new window shows. */
const FIRST_RECIPE = 'duffing-curve.json'

/** The bundled recipes, the lesson's first, the others by name. */
export async function bundledRecipes(): Promise<Recipe[]> {
  const folder = join(resourcesFolder(), 'recipes')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  const ordered = [FIRST_RECIPE, ...names.filter((name) => name !== FIRST_RECIPE)]
  return Promise.all(ordered.map(async (name) => readRecipe(JSON.parse(await readFile(join(folder, name), 'utf8')), name)))
}

/** Those that simulate a system, which is what a measurement is compared with. */
export async function bundledSimulations(): Promise<SimulationRecipe[]> {
  return (await bundledRecipes()).filter((recipe) => recipe.kind === 'simulation')
}

/** Paths of the bundled measured sweeps. */
export async function sampleMeasurements(): Promise<string[]> {
  const folder = join(resourcesFolder(), 'samples')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.txt')).sort()
  return names.map((name) => join(folder, name))
}
