import { describe, expect, it } from 'vitest'
import { withSuggestion } from '../../../src/renderer/state/suggestion'
import { bundledRecipe } from '../../core/dynamics/recipes'

const lesson = bundledRecipe('duffing-curve')

describe('a change that an error suggests', () => {
  it('is made in that place alone, in a copy', () => {
    const changed = withSuggestion(lesson, { setting: 'training.optimiser.learningRate', value: 0.001, words: 'Train again' })
    expect(changed).toEqual({ ...lesson, training: { ...lesson.training, optimiser: { ...lesson.training.optimiser, learningRate: 0.001 } } })
    expect(lesson.training.optimiser.learningRate).toBe(0.006)
  })

  it('is not made where the recipe has no such number, or must not have it', () => {
    expect(withSuggestion(lesson, { setting: 'training.optimiser.speed', value: 1, words: '' })).toBeNull()
    expect(withSuggestion(lesson, { setting: 'training.optimiser.learningRate', value: -1, words: '' })).toBeNull()
  })
})
