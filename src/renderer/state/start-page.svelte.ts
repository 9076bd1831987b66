/** What the window began with: bundled recipes and measurements. */
import type { GrantedFile } from '../../core/contract/window'
import type { Recipe } from '../../core/recipe/schema'

interface Start {
  version: string
  /** The bundled recipes, and the last run's where it is another one. */
  recipes: readonly Recipe[]
  samples: readonly GrantedFile[]
  ready: boolean
  failed: boolean
}

export const startPage: Start = $state({ version: '', recipes: [], samples: [], ready: false, failed: false })
