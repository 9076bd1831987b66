/** What a recipe observes, in symbols. */
import type { Recipe } from './schema'

/** |z|, Re z, Im z; for the value of a real variable x. */
export function observedSymbol({ system, observation: { variable, quantity } }: Pick<Recipe, 'system' | 'observation'>): string {
  if (quantity === 'modulus') return `|${variable}|`
  const kind = system.variables.find(({ name }) => name === variable)?.kind
  if (kind === 'real') return variable
  return quantity === 'real' ? `Re ${variable}` : `Im ${variable}`
}
