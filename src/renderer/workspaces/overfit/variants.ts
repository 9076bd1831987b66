/** The trainings that are compared: the recipe as it is, and with each cure that is switched on. */
import { CURES, type CureKind } from '../../../core/recipe/cures'
import type { Recipe } from '../../../core/recipe/schema'
import type { Ink } from '../../charts/model'

export interface Variant {
  readonly kind: 'plain' | CureKind
  readonly name: string
  readonly meaning: string
  readonly recipe: Recipe
  /** Two variants with the same key train to the same bits. */
  readonly key: string
}

export const CURE_WORDS: Readonly<Record<CureKind, { readonly name: string; readonly meaning: string }>> = {
  'early-stopping': { name: 'early stopping', meaning: 'ends when the held-out loss has not fallen for so many validations, and keeps the best weights' },
  dropout: { name: 'dropout', meaning: 'a share of the hidden values is silenced at each step, so that no value can be relied on' },
  'weight-decay': { name: 'weight decay', meaning: 'each step pulls every weight a little towards zero' },
  'more-data': { name: 'more data', meaning: 'a larger set, and as many steps' },
  noise: { name: 'noise on the inputs', meaning: 'drawn anew at each step, so that no sample is seen twice alike' }
}

/** Of five cures beside the recipe as it is, which has the first ink. */
export const CURE_INKS = { 'early-stopping': 'd2', dropout: 'd3', 'weight-decay': 'd4', 'more-data': 'd5', noise: 'd7' } as const satisfies Record<CureKind, Ink>

/** @param strengths of the cures that are switched on */
export function variantsOf(recipe: Recipe, strengths: readonly (readonly [CureKind, number])[]): readonly Variant[] {
  const plain: Variant = { kind: 'plain', name: 'as it is', meaning: 'the recipe without any cure', recipe, key: keyOf(recipe) }
  const cured = strengths.flatMap(([kind, strength]): Variant[] => {
    const changed = CURES[kind].apply(recipe, strength)
    // A table has no more rows than it has.
    return changed === recipe ? [] : [{ kind, ...CURE_WORDS[kind], recipe: changed, key: keyOf(changed) }]
  })
  return [plain, ...cured]
}

function keyOf(recipe: Recipe): string {
  return JSON.stringify(recipe)
}
