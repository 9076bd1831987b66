/** A change of a recipe that an error suggests. */
import type { Suggestion } from '../../core/contract/errors'
import { fieldsOf } from '../../core/recipe/migrations/fields'
import { recipeSchema, type Recipe } from '../../core/recipe/schema'

/** @returns the recipe with the number that is suggested, or null where it has no such number or would break the schema */
export function withSuggestion(recipe: Recipe, { setting, value }: Suggestion): Recipe | null {
  const parsed = recipeSchema.safeParse(placed(recipe, setting.split('.'), value))
  return parsed.success ? parsed.data : null
}

function placed(at: unknown, [name = '', ...rest]: readonly string[], value: number): unknown {
  const fields = fieldsOf(at)
  return { ...fields, [name]: rest.length > 0 ? placed(fields[name], rest, value) : value }
}
