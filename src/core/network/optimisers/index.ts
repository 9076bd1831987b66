import type { TrainingRecipe } from '../../recipe/training'
import { adam } from './adam'
import type { OptimiserRule } from './rule'

export function optimiserRule(recipe: TrainingRecipe['optimiser']): OptimiserRule {
  switch (recipe.kind) {
    case 'adam':
      return adam(recipe)
  }
}
