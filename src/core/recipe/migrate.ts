/** A recipe that comes from outside the program, of this version or an older one. */
import { SharkfinError } from '../contract/errors'
import { z } from '../contract/zod'
import { issueInWords } from './issues'
import { fieldsOf } from './migrations/fields'
import { migrations } from './migrations'
import { recipeSchema } from './schema'
import type { Recipe } from './schema'

/** The version that recipes have now. */
export const RECIPE_VERSION = migrations.length + 1

/** The recipe in the form of this version; what is no recipe, or is from a newer Sharkfin, comes back as it is. */
export function migrated(value: unknown): unknown {
  const { version } = fieldsOf(value)
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1 || version >= RECIPE_VERSION) return value
  const changed = migrations.slice(version - 1).reduce((recipe, step) => step(recipe), { ...fieldsOf(value) })
  return { ...changed, version: RECIPE_VERSION }
}

/** The schema of a recipe inside something that is kept: a checkpoint, the store, a model. */
export const keptRecipeSchema = z.preprocess(migrated, recipeSchema)

/**
 * @param file where it comes from, for the error
 * @throws SharkfinError `recipe-wrong`, `recipe-newer`
 */
export function readRecipe(value: unknown, file?: string): Recipe {
  refuseNewer(value, RECIPE_VERSION, file)
  const result = keptRecipeSchema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new SharkfinError({
    code: 'recipe-wrong',
    message: `This is not a recipe: ${issue ? `${issue.path.join('.') || 'it'} ${issueInWords(issue)}` : 'it is not valid'}.`,
    remedy: 'Start from a bundled recipe and change it.',
    ...(file === undefined ? {} : { place: { file } })
  })
}

/** @throws SharkfinError `recipe-newer` */
export function refuseNewer(value: unknown, known = RECIPE_VERSION, file?: string): void {
  const { version } = fieldsOf(value)
  if (typeof version !== 'number' || version <= known) return
  throw new SharkfinError({
    code: 'recipe-newer',
    message: `This recipe has version ${version}; this Sharkfin reads up to version ${known}.`,
    remedy: 'Update Sharkfin, or export the recipe again from this version.',
    ...(file === undefined ? {} : { place: { file } })
  })
}
