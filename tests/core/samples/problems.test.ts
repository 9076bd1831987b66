import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ErrorData } from '../../../src/core/contract/errors'
import { renameSymbol } from '../../../src/core/formula/rename'
import { readRecipe } from '../../../src/core/recipe/migrate'
import type { FunctionRecipe, Recipe, SimulationRecipe } from '../../../src/core/recipe/schema'
import { recipeProblems } from '../../../src/core/samples/problems'
import { bundledRecipe } from '../dynamics/recipes'

const bundled = readdirSync('resources/recipes').map((file): Recipe => readRecipe(JSON.parse(readFileSync(`resources/recipes/${file}`, 'utf8')), file))

/** [field, column, code] of every problem. */
const placesOf = (problems: readonly ErrorData[]) => problems.map(({ code, place }) => [place?.field, place?.column, code])

function pendulumWith(change: (system: SimulationRecipe['system']) => void): SimulationRecipe {
  const recipe = structuredClone(bundledRecipe('pendulum'))
  change(recipe.system)
  return recipe
}

describe('what is wrong with the formulas of a recipe', () => {
  it('is nothing with any bundled one', () => {
    expect(bundled.length).toBeGreaterThanOrEqual(13)
    for (const recipe of bundled) expect(recipeProblems(recipe), recipe.name).toEqual([])
  })

  it('is said of every field at once, each at its character; a wrong drive does not make its users wrong', () => {
    const recipe = pendulumWith(({ variables, drives }) => {
      Object.assign(drives[0] ?? {}, { formula: 'f*cosh(phas)' })
      Object.assign(variables[1] ?? {}, { equation: '-gamma*v - omega0^2*sin(y) + force' })
      Object.assign(variables[2] ?? {}, { equation: '(2*x*exp(-i*phase) - a))/tau', noise: 'i*f' })
    })
    expect(placesOf(recipeProblems(recipe))).toEqual([
      ['system.drives.0.formula', 8, 'formula-unknown-symbol'],
      ['system.variables.1.equation', 25, 'formula-unknown-symbol'],
      ['system.variables.2.equation', 24, 'formula-syntax'],
      ['system.variables.2.noise', 1, 'formula-not-real']
    ])
  })

  it("is said of the sweep's law too, beside what is wrong with the equations, and whatever the sweep's numbers are", () => {
    const recipe = pendulumWith(({ drives }) => Object.assign(drives[0] ?? {}, { formula: 'f*cosh(phas)' }))
    const withLaw = (law: string, steps = 400) => placesOf(recipeProblems({ ...recipe, sweep: { ...recipe.sweep, law, steps } }))
    const drive = ['system.drives.0.formula', 8, 'formula-unknown-symbol']
    expect(withLaw('from + (to - from)*(t/T)^2', 1e12)).toEqual([drive])
    expect(withLaw('from + (to - fron)*t/T')).toEqual([drive, ['sweep.law', 14, 'formula-unknown-symbol']])
    expect(withLaw('from*T/(T - 2*t)')).toEqual([drive, ['sweep.law', undefined, 'sweep-law-infinite']])
    const steady = { ...bundledRecipe('kerr-resonator') }
    expect(recipeProblems({ ...steady, sweep: { ...steady.sweep, steps: 1e12 } })).toEqual([])
  })

  it('names the field of a name that is taken', () => {
    const recipe = pendulumWith(({ priors, constants }) => {
      Object.assign(priors[0] ?? {}, { name: 'omega' })
      constants['x'] = 1
    })
    expect(placesOf(recipeProblems(recipe)).filter(([, , code]) => code === 'formula-name-taken')).toEqual([
      ['system.priors.0.name', undefined, 'formula-name-taken'],
      ['system.constants.x', undefined, 'formula-name-taken']
    ])
  })

  it('asks for an integrator that takes random forces, and for the equation that the steady state knows', () => {
    const forced = pendulumWith(({ variables }) => Object.assign(variables[1] ?? {}, { noise: '0.1' }))
    expect(placesOf(recipeProblems(forced))).toEqual([['sweep.integrator.kind', undefined, 'integrator-noise']])
    const heun = { ...forced, sweep: { ...forced.sweep, integrator: { kind: 'heun' as const } } }
    expect(recipeProblems(heun)).toEqual([])
    const steady = { ...bundledRecipe('pendulum'), sweep: { ...forced.sweep, integrator: { kind: 'steady-state' as const } } }
    expect(placesOf(recipeProblems(steady))).toEqual([['sweep.integrator.kind', undefined, 'integrator-not-duffing']])
  })

  it('is said of a function too', () => {
    const curve = bundled.find((recipe): recipe is FunctionRecipe => recipe.kind === 'function')
    if (!curve) throw new Error('no function is bundled')
    const [output] = curve.function.outputs
    const outputs = [{ ...output, name: 'F', unit: '', formula: 'exp(-q^2)*sin(5*p)' }, { name: 'G', unit: '', formula: '2*q +' }]
    expect(placesOf(recipeProblems({ ...curve, function: { ...curve.function, outputs } }))).toEqual([
      ['function.outputs.0.formula', 17, 'formula-unknown-symbol'],
      ['function.outputs.1.formula', 5, 'formula-syntax']
    ])
  })
})

describe('a new name', () => {
  it('is put in the place of the old one alone, and nothing else is touched', () => {
    expect(renameSymbol('-gamma/2 * z + gamma1*conj( z )', 'gamma', 'kappa')).toBe('-kappa/2 * z + gamma1*conj( z )')
    expect(renameSymbol('z^2*z', 'z', 'alpha')).toBe('alpha^2*alpha')
  })

  it('leaves a formula that cannot be read', () => {
    expect(renameSymbol('gamma*|z|', 'gamma', 'kappa')).toBe('gamma*|z|')
  })
})
