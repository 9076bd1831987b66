import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readRecipeText } from '../../../src/core/recipe/shared-file'
import { homeOf } from '../../../src/renderer/state/home'

const bundled = (name: string) => readRecipeText(readFileSync(`resources/recipes/${name}.json`, 'utf8'), name)

describe('the workspace of a recipe', () => {
  it.each([
    ['duffing-curve', 'fit', 'characterize'],
    ['curve-fit', 'characterize', 'fit'],
    ['rings', 'overfit', 'overfit'],
    ['rings', 'images', 'fit'],
    ['duffing-map', 'characterize', 'images'],
    ['pendulum-surrogate', 'characterize', 'images'],
    ['duffing-overfit', 'fit', 'overfit'],
    ['duffing-overfit', 'characterize', 'characterize'],
    ['duffing-overfit', 'runs', 'overfit']
  ] as const)('of %s, opened on %s, is %s', (name, shown, home) => {
    expect(homeOf(bundled(name), shown)).toBe(home)
  })
})
