import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readRecipe } from '../../../src/core/recipe/migrate'
import type { Recipe } from '../../../src/core/recipe/schema'
import { recipeProblems } from '../../../src/core/samples/problems'
import { freeName, renameQuantity, takenNames } from '../../../src/renderer/state/quantities'

const bundled = (name: string): Recipe => readRecipe(JSON.parse(readFileSync(`resources/recipes/${name}.json`, 'utf8')), name)

describe('the named quantities of a recipe', () => {
  it('are every variable, drive, parameter and constant, and what mathematics has taken', () => {
    const taken = takenNames(bundled('duffing-lab'))
    for (const name of ['x', 'v', 'a', 'omega0', 'force', 'gamma', 'alpha', 'f', 'tau', 'omega', 'phase', 'i', 'pi', 'sin']) {
      expect(taken.has(name), name).toBe(true)
    }
    expect(freeName(bundled('duffing-lab'), ['x', 'v', 'y'])).toBe('y')
    expect(freeName(bundled('duffing-lab'), ['x'])).toBe('x2')
  })

  it('are renamed in every formula, so that nothing is wrong afterwards', () => {
    for (const [name, from] of [['duffing-lab', 'a'], ['duffing-lab', 'omega0'], ['duffing-lab', 'tau'], ['duffing-thermal', 'T'], ['optomechanics', 'g'], ['curve-fit', 'q']] as const) {
      const recipe = bundled(name)
      renameQuantity(recipe, from, 'another')
      expect(recipeProblems(recipe), `${from} in ${name}`).toEqual([])
      expect(takenNames(recipe).has('another')).toBe(true)
      expect(takenNames(recipe).has(from)).toBe(false)
    }
  })

  it('keep their places, and what is observed stays observed', () => {
    const recipe = bundled('duffing-lab')
    if (recipe.kind !== 'simulation') throw new Error('not a simulation')
    renameQuantity(recipe, 'a', 'lockin')
    recipe.observation.rows = { parameter: 'f', from: 0.01, to: 0.1, count: 8 }
    renameQuantity(recipe, 'f', 'push')
    expect(recipe.observation.rows.parameter).toBe('push')
    expect(recipe.observation.variable).toBe('lockin')
    expect(recipe.system.variables[2]?.equation).toBe('(2*x*exp(-i*phase) - lockin)/tau')
    expect(Object.keys(recipe.system.constants)).toEqual(['push', 'tau'])
    expect(recipe.system.drives[0]?.formula).toBe('push*cos(phase)')
  })
})
