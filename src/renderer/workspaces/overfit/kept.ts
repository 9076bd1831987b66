/** A comparison that outlives its window: what was compared is remembered on this machine, its runs stand in the store. */
import { z } from '../../../core/contract/zod'
import { CURE_KINDS, type CureKind } from '../../../core/recipe/cures'
import { keptRecipeSchema } from '../../../core/recipe/migrate'
import type { Recipe } from '../../../core/recipe/schema'
import { remember, remembered } from '../../state/remembered'

const KEY = 'sharkfin-overfit'

const keptSchema = z.object({
  recipe: keptRecipeSchema,
  on: z.partialRecord(z.enum(CURE_KINDS), z.boolean()),
  strengths: z.partialRecord(z.enum(CURE_KINDS), z.number())
})

export interface Kept {
  readonly recipe: Recipe
  readonly on: Partial<Record<CureKind, boolean>>
  readonly strengths: Partial<Record<CureKind, number>>
}

export function keptComparison(): Kept | null {
  return remembered<Kept>(KEY, keptSchema)
}

export function keepComparison(kept: Kept): void {
  remember(KEY, kept)
}
