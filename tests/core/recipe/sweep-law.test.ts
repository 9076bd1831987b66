import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { courseInWords } from '../../../src/core/recipe/course-in-words'
import { readRecipe } from '../../../src/core/recipe/migrate'
import { sweepLaw } from '../../../src/core/recipe/migrations/3-sweep-law'

const bundled = (name: string) => readRecipe(JSON.parse(readFileSync(`resources/recipes/${name}.json`, 'utf8')))

test('a sweep of version 2 is linear in version 3, and all else is left alone', () => {
  const recipe = bundled('duffing-curve')
  if (recipe.kind !== 'simulation') throw new Error('the lesson is a simulation')
  const { law: _law, ...sweep } = recipe.sweep
  expect(sweepLaw({ ...recipe, version: 2, sweep })).toEqual({ ...recipe, version: 2 })
  const curveFit = bundled('curve-fit')
  expect(sweepLaw({ ...curveFit })).toEqual(curveFit)
})

test('the course in words', () => {
  const sweep = { from: -4, to: 4, duration: 200, steps: 400, integrator: { kind: 'rk4' } } as const
  expect(courseInWords({ ...sweep, law: null })).toBe('from -4 to 4 in a time of 200')
  expect(courseInWords({ ...sweep, law: 'from*t' })).toBe('as from*t, where from = -4, to = 4, T = 200')
})
