/** What the workspace Fit computes for its pictures. */
import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { readRecipe } from '../../../../src/core/recipe/migrate'
import { differences } from '../../../../src/renderer/workspaces/fit/differences'
import { curveChart } from '../../../../src/renderer/workspaces/fit/fit-charts'
import { mapPlaces, rightShare, CELLS } from '../../../../src/renderer/workspaces/fit/map-chart'
import { spreadOf } from '../../../../src/renderer/workspaces/fit/spread'
import { placesAlong, samplesKey, shownRange, taskOf } from '../../../../src/renderer/workspaces/fit/task'

const bundled = (name: string) => readRecipe(JSON.parse(readFileSync(`resources/recipes/${name}.json`, 'utf8')))
const curve = bundled('curve-fit')
const task = taskOf(curve)
if (!task) throw new Error('a function is something to fit')

test('a curve is drawn on [-4, 4] though it is trained on [-3, 3], as in the lesson', () => {
  expect(task.variables.map((variable) => shownRange(variable))).toEqual([[-4, 4]])
  const x = placesAlong(task, 0, 5)
  expect([...x]).toEqual([-4, -2, 0, 2, 4])
})

test('a network that runs away outside what is trained does not shrink the picture', () => {
  const x = placesAlong(task, 0, 81)
  const target = x.map((q) => Math.exp(-(q ** 2)))
  const y = x.map((q) => (Math.abs(q) > 3 ? 1e6 : 0.5))
  const chart = curveChart({ task, along: 0, output: 0, x, target, lines: [{ name: 'network', ink: 'd2', y }], training: null, heldOut: null })
  expect(chart.y.range[1]).toBeLessThan(2)
})

test('several classes of points are a task over two variables', () => {
  const rings = taskOf(bundled('rings'))
  expect(rings?.isClasses).toBe(true)
  expect(rings?.outputs.map(({ name }) => name)).toEqual(['inner', 'middle', 'outer'])
  const places = rings ? mapPlaces(rings) : []
  const [across, up] = rings?.variables ?? []
  expect(places).toHaveLength(2 * CELLS * CELLS)
  expect([places[0], places[1]]).toEqual([across && shownRange(across)[0], up && shownRange(up)[0]])
})

test('samples are those of a run where points, seed and held-out count agree', () => {
  const rings = bundled('rings')
  const changed = (change: (recipe: typeof rings) => void): string => {
    const other = structuredClone(rings)
    change(other)
    return samplesKey(other)
  }
  expect(changed((other) => (other.training.optimiser.learningRate = 0.1))).toBe(samplesKey(rings))
  expect(changed((other) => (other.training.seed += 1))).not.toBe(samplesKey(rings))
  expect(changed((other) => (other.training.validationSweeps -= 1))).not.toBe(samplesKey(rings))
  expect(changed((other) => other.kind === 'points' && (other.points.table += '\n0 0 0'))).not.toBe(samplesKey(rings))
})

describe('what a recipe has otherwise', () => {
  it('is nothing of itself, and named where it is something', () => {
    expect(differences(curve, curve)).toEqual([])
    const changed = structuredClone(curve)
    changed.training.optimiser.learningRate = 0.003
    changed.training.seed = 2
    changed.network.layers = [{ kind: 'dense', units: 8, activation: 'relu' }, { kind: 'dropout', rate: 0.2 }]
    expect(differences(changed, curve)).toEqual(['layers 8 relu-dropout 0.2', 'learning rate 0.003', 'seed 2'])
  })
  it('says another optimiser whole', () => {
    const changed = structuredClone(curve)
    changed.training.optimiser = { kind: 'sgd', learningRate: 0.1 }
    expect(differences(changed, curve)).toEqual(['optimiser sgd 0.1'])
  })
})

test('mean and standard deviation of members', () => {
  const { mean, deviation } = spreadOf([[1, 5], [2, 5], [6, 5]])
  expect([...mean]).toEqual([3, 5])
  // Squares 4 + 1 + 9 = 14 over two degrees of freedom.
  expect([...deviation]).toEqual([Math.sqrt(7), 0])
})

test('the share of samples that are told right', () => {
  const truth = [1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0]
  const said = [0.6, 0.3, 0.1, 0.4, 0.35, 0.25, 0.1, 0.2, 0.7, 0.34, 0.33, 0.33]
  expect(rightShare(said, truth, 3)).toBe(0.75)
})
