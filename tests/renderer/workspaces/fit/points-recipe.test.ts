/** From a file's text to a recipe: what is guessed, what is refused, and where. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readPoints } from '../../../../src/core/measurement/read-points'
import { readRecipe } from '../../../../src/core/recipe/migrate'
import { tableOf } from '../../../../src/core/recipe/points'
import { recipeSchema } from '../../../../src/core/recipe/schema'
import { guessUses, pointsRecipe, type ColumnUse, type PointsTable } from '../../../../src/renderer/recipe/points-recipe'

const base = readRecipe(JSON.parse(readFileSync('resources/recipes/curve-fit.json', 'utf8')))

function read(text: string): PointsTable {
  const { columns, lines, ...rest } = readPoints(text, 'my data.csv')
  const own = columns.map(({ words, numbers, ...column }) => ({ ...column, numbers: new Float64Array(numbers), words: words && [...words] }))
  return { ...rest, lines: new Uint32Array(lines), columns: own, skipped: [...rest.skipped] }
}

const made = (text: string, uses?: ColumnUse[]) => {
  const table = read(text)
  return recipeSchema.parse(pointsRecipe(table, uses ?? guessUses(table), base))
}

describe('a file of points', () => {
  it('is fitted by its last column, with names that formulas may bear and units', () => {
    const recipe = made('field (mT),gate voltage [V],I / nA\n1,2,3\n4,5,6\n7,8,9\n1,1,1.5\n2,2,2.25\n')
    if (recipe.kind !== 'points') throw new Error('not points')
    expect(recipe.name).toBe('my-data')
    expect(recipe.points.inputs).toEqual([{ name: 'field', unit: 'mT', noise: 0 }, { name: 'gate_voltage', unit: 'V', noise: 0 }])
    expect(recipe.points.outputs).toEqual({ kind: 'values', columns: [{ name: 'I', unit: 'nA' }] })
    expect([...tableOf(recipe.points).values].slice(0, 6)).toEqual([1, 2, 3, 4, 5, 6])
    expect(recipe.training).toMatchObject({ loss: { kind: 'squared' }, scaling: { inputs: true, targets: true }, validationSweeps: 1 })
  })

  it('is told apart by a column of words, with cross entropy on targets that are not scaled', () => {
    const recipe = made('a;b;species\n1,5;2;setosa\n2,5;1;virginica\n1;1;setosa\n3;3;virginica\n2;2;setosa\n')
    if (recipe.kind !== 'points') throw new Error('not points')
    expect(recipe.points.outputs).toEqual({ kind: 'classes', name: 'species', classes: ['setosa', 'virginica'] })
    expect(recipe.points.table.split('\n').slice(0, 2)).toEqual(['1.5 2 0', '2.5 1 1'])
    expect(recipe.training).toMatchObject({ loss: { kind: 'cross-entropy' }, scaling: { inputs: true, targets: false } })
  })

  it('leaves out rows with gaps, and says which', () => {
    const table = read('x,y\n1,2\n2,oops\n3,4\n4,\n5,6\n6,7\n')
    expect(table.skipped).toEqual([{ line: 3, why: '"oops" in column 2 is no number' }, { line: 5, why: 'nothing in column 2' }])
    const recipe = pointsRecipe(table, ['input', 'output'], base)
    expect(recipe.points.table).toBe('1 2\n3 4\n5 6\n6 7')
  })

  it('is refused with a remedy where there is nothing to fit', () => {
    expect(() => read('just words\nand more\n')).toThrow(/no row with two numbers/)
    expect(() => read('1\n2\n3\n')).toThrow(/one column/)
    const table = read('x,y\n1,2\n2,3\n3,4\n4,5\n')
    expect(() => pointsRecipe(table, ['input', 'none'], base)).toThrow(/No column is said/)
    expect(() => pointsRecipe(table, ['none', 'output'], base)).toThrow(/No column is given/)
    expect(() => pointsRecipe(read('x,y\n1,2\n2,3\n'), ['input', 'output'], base)).toThrow(/Only 2 rows/)
  })

  it('is refused where its numbers are too many for a recipe, and says how many rows fit', () => {
    const rows = Array.from({ length: 90_000 }, (_, k) => `${k / 7},${k / 3}`).join('\n')
    const table = read(`x,y\n${rows}\n`)
    expect(() => pointsRecipe(table, ['input', 'output'], base)).toThrow(/90000 rows are too many .* about \d+ fit/)
  })
})
