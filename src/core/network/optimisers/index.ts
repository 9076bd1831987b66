import type { TrainingRecipe } from '../../recipe/training'
import { adam } from './adam'
import { adamw } from './adamw'
import { momentum } from './momentum'
import { rmsprop } from './rmsprop'
import type { OptimiserRule } from './rule'
import { sgd } from './sgd'

export function optimiserRule(recipe: TrainingRecipe['optimiser']): OptimiserRule {
  switch (recipe.kind) {
    case 'sgd':
      return sgd
    case 'momentum':
      return momentum(recipe)
    case 'rmsprop':
      return rmsprop(recipe)
    case 'adam':
      return adam(recipe)
    case 'adamw':
      return adamw(recipe)
  }
}
