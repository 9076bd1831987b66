import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bundledPoints } from '../../build/make-points.mjs'
import { readRecipe } from '../../src/core/recipe/migrate'

test.each(Object.entries(bundledPoints()))('%s is what its seed makes, and a recipe', (name, content) => {
  expect(readFileSync(`resources/recipes/${name}`, 'utf8')).toBe(content)
  expect(readRecipe(JSON.parse(content)).kind).toBe('points')
})
