/** In version 2 a sample was one curve, resampled with a linear filter. Version 3 has a choice of filter, and maps. */
import { fieldsOf } from './fields'
import type { Migration } from './index'

export const maps: Migration = (recipe) => {
  if (recipe.kind !== 'simulation') return { ...recipe }
  return { ...recipe, observation: { filter: 'linear', rows: null, ...fieldsOf(recipe.observation) } }
}
