/** In version 2 every sweep was linear. Version 3 may have a law for it. */
import { fieldsOf } from './fields'
import type { Migration } from './index'

export const sweepLaw: Migration = (recipe) => {
  if (recipe.kind !== 'simulation') return { ...recipe }
  return { ...recipe, sweep: { law: null, ...fieldsOf(recipe.sweep) } }
}
