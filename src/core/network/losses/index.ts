import type { LossRecipe } from '../../recipe/training'
import { absolute } from './absolute'
import { crossEntropy } from './cross-entropy'
import { gaussian } from './gaussian'
import { huber } from './huber'
import type { LossRule } from './rule'
import { squared } from './squared'

export function lossRule(recipe: LossRecipe): LossRule {
  switch (recipe.kind) {
    case 'squared':
      return squared
    case 'absolute':
      return absolute
    case 'huber':
      return huber(recipe.delta)
    case 'gaussian':
      return gaussian
    case 'cross-entropy':
      return crossEntropy
  }
}
