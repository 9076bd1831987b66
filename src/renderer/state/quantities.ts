/** The named quantities of a recipe: which names are taken, a free one, and one name put in the place of another everywhere. */
import { functionNames } from '../../core/formula/functions'
import { renameSymbol } from '../../core/formula/rename'
import type { FunctionRecipe, Recipe, SimulationRecipe } from '../../core/recipe/schema'

const ALWAYS_TAKEN = ['t', 'omega', 'phase', 'i', 'pi', ...functionNames]

interface Named {
  name: string
}

/** Every list of named things in a recipe. */
function listsOf(recipe: Recipe): readonly Named[][] {
  if (recipe.kind === 'function') return [recipe.function.inputs, recipe.function.outputs]
  if (recipe.kind === 'points') return [recipe.points.inputs, recipe.points.outputs.kind === 'values' ? recipe.points.outputs.columns : []]
  if (recipe.kind === 'pictures') return recipe.pictures.outputs.kind === 'values' ? [recipe.pictures.outputs.columns] : []
  return [recipe.system.variables, recipe.system.drives, recipe.system.priors]
}

/** What has the constants of the recipe's formulas; tables and pictures have no formulas. */
export function constantsOwner(recipe: Recipe): { constants: Record<string, number> } | null {
  if (recipe.kind === 'points' || recipe.kind === 'pictures') return null
  return recipe.kind === 'function' ? recipe.function : recipe.system
}

function constantsOf(recipe: Recipe): Record<string, number> {
  return constantsOwner(recipe)?.constants ?? {}
}

export function takenNames(recipe: Recipe): ReadonlySet<string> {
  const named = listsOf(recipe).flatMap((list) => list.map(({ name }) => name))
  return new Set([...ALWAYS_TAKEN, ...named, ...Object.keys(constantsOf(recipe))])
}

/** The first of some names that is free, else the first with a number. */
export function freeName(recipe: Recipe, wanted: readonly string[]): string {
  const taken = takenNames(recipe)
  const [stem = 'a'] = wanted
  for (const name of wanted) if (!taken.has(name)) return name
  let number = 2
  while (taken.has(`${stem}${number}`)) number++
  return `${stem}${number}`
}

/** Changes the draft: another name for one quantity, also in every formula that uses it. */
export function renameQuantity(draft: Recipe, from: string, to: string): void {
  for (const list of listsOf(draft)) {
    for (const one of list) if (one.name === from) one.name = to
  }
  const constants = Object.entries(constantsOf(draft)).map(([name, value]) => [name === from ? to : name, value] as const)
  if (draft.kind === 'function') renameInFunction(draft, from, to, Object.fromEntries(constants))
  else if (draft.kind === 'simulation') renameInSystem(draft, from, to, Object.fromEntries(constants))
}

function renameInFunction(draft: FunctionRecipe, from: string, to: string, constants: Record<string, number>): void {
  draft.function.constants = constants
  for (const output of draft.function.outputs) output.formula = renameSymbol(output.formula, from, to)
}

function renameInSystem({ system, observation }: SimulationRecipe, from: string, to: string, constants: Record<string, number>): void {
  system.constants = constants
  for (const variable of system.variables) {
    variable.equation = renameSymbol(variable.equation, from, to)
    variable.noise = renameSymbol(variable.noise, from, to)
  }
  for (const drive of system.drives) drive.formula = renameSymbol(drive.formula, from, to)
  if (observation.variable === from) observation.variable = to
  if (observation.rows?.parameter === from) observation.rows.parameter = to
}
