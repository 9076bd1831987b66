/** What the workspace Fit computes for its pictures. */
import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { readRecipe } from '../../../../src/core/recipe/migrate'
import { differences } from '../../../../src/renderer/workspaces/fit/differences'
import { curveChart } from '../../../../src/renderer/workspaces/fit/fit-charts'
import { mapPlaces, rightShare, CELLS } from '../../../../src/renderer/workspaces/fit/map-chart'
import { spreadOf } from '../../../../src/renderer/workspaces/fit/spread'
import { samplesNear } from '../../../../src/renderer/workspaces/fit/drawn'
import { networkCsv } from '../../../../src/renderer/workspaces/fit/network-prints'
import { pictureOf } from '../../../../src/renderer/workspaces/fit/network-picture'
import * as science from '../../../../src/renderer/workspaces/fit/science'
import { firstNetwork } from '../../../../src/renderer/workspaces/fit/first-network'
import { heldAt, placesAlong, samplesKey, shownRange, taskOf, type Task } from '../../../../src/renderer/workspaces/fit/task'

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

describe('more than two variables', () => {
  const variable = (name: string) => ({ name, unit: '', trained: [0, 10], middle: 5 }) as const
  const three: Task = { variables: ['p', 'q', 'r'].map(variable), outputs: [{ name: 'F', unit: '' }], isClasses: false }
  it('are held where they are put, while one runs', () => {
    const x = placesAlong(heldAt(three, { r: 2 }), 0, 2)
    expect([...x.subarray(1, 3), ...x.subarray(4, 6)]).toEqual([5, 2, 5, 2])
  })
  it('have samples near the curve alone: 15 % of what is trained in each other variable', () => {
    // 20 samples 0, 0.25, ... away from the middle of q, and at r alike.
    const flat = Float32Array.from(Array.from({ length: 20 }, (_, k) => [k, 5 + 0.25 * k, 5]).flat())
    const y = Float32Array.from({ length: 20 }, (_, k) => 100 + k)
    const near = samplesNear(three, { x: flat, y }, 0)
    // Within 1.5 are seven; twelve are the least that is shown, the last of which is 2.75 away.
    expect([...near.y]).toEqual(Array.from({ length: 12 }, (_, k) => 100 + k))
    expect(near.reach).toBeCloseTo(0.275, 12)
  })
})

test('the numbers of the picture of a network are what its neurons say at each place', () => {
  const { network } = firstNetwork(science, curve)
  if (!network) throw new Error('curve-fit can be drawn')
  const picture = pictureOf(science, network, task)
  const rows = networkCsv(picture, task).trim().split('\n').map((line) => line.split(','))
  expect(rows[0]?.slice(0, 2)).toEqual(['q', 'layer 1 neuron 1'])
  expect(rows[0]?.at(-1)).toBe('output neuron 1')
  // 1, 30, 20 and 1 numbers at 61 places.
  expect([rows.length, rows[0]?.length]).toEqual([62, 52])
  const [q, last] = [Number(rows[7]?.[0]), Number(rows[7]?.at(-1))]
  expect(last).toBeCloseTo(science.runPlain(network, Float64Array.of(q), 1)[0] ?? NaN, 12)
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
