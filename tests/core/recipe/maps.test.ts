/** Maps in a recipe: what may be scanned, the shape and the axes that come of it. */
import { describe, expect, test } from 'vitest'
import { portsOf } from '../../../src/core/recipe/ports'
import { valueOfRow } from '../../../src/core/recipe/scan'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import { courseOf, omegaAfterSteps } from '../../../src/core/dynamics/course'
import { createResampling, resample } from '../../../src/core/dynamics/resample'
import { bundledRecipe } from '../dynamics/recipes'

const lesson = bundledRecipe('duffing-curve')
const scan = { parameter: 'f', from: 0.1, to: 2, count: 20 }

function withRows(rows: object | null, changes: object = {}): object {
  return { ...lesson, observation: { ...lesson.observation, filter: 'cubic', rows, ...changes } }
}

function issueOf(recipe: object): string {
  const { error } = simulationRecipeSchema.safeParse(recipe)
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') ?? 'none'
}

describe('rows of a map', () => {
  test.each([
    ['a constant', withRows(scan), /^none$/],
    ['backwards', withRows({ ...scan, from: 2, to: 0.1 }), /^none$/],
    ['something that is drawn', withRows({ ...scan, parameter: 'gamma' }), /^observation\.rows\.parameter: only a constant or a fixed/],
    ['nothing of the system', withRows({ ...scan, parameter: 'toString' }), /^observation\.rows\.parameter: /],
    ['one value', withRows({ ...scan, to: 0.1 }), /^observation\.rows\.to: a scan needs two different ends$/],
    ['one row', withRows({ ...scan, count: 1 }), /^observation\.rows\.count: /],
    ['more than fits', withRows({ ...scan, count: 1024 }, { bins: 1024 }), /^observation\.rows\.count: a map has at most 262144/],
    ['an unknown filter', withRows(scan, { filter: 'sinc' }), /^observation\.filter: /]
  ])('scan %s', (_what, recipe, issue) => {
    expect(issueOf(recipe)).toMatch(issue)
  })

  test('scan a fixed parameter in its unit', () => {
    const [omega0, gamma] = lesson.system.priors
    const { f: _scanned, ...constants } = lesson.system.constants
    const fixed = { kind: 'fixed', name: 'f', unit: 'mV', value: 1 }
    const recipe = simulationRecipeSchema.parse({ ...withRows(scan), system: { ...lesson.system, constants, priors: [omega0, gamma, fixed] } })
    const { axes, seen, targets } = portsOf(recipe)
    expect(axes[0]).toEqual({ name: 'f', unit: 'mV', from: 0.1, to: 2, count: 20 })
    expect(seen).toContain('for each of 20 values of f from 0.1 to 2 mV')
    expect(targets.map(({ name }) => name)).toEqual(['omega0', 'gamma'])
  })

  test('are evenly spaced, both ends among them', () => {
    expect([0, 1, 19].map((row) => valueOfRow(scan, row))).toEqual([0.1, 0.1 + 1.9 / 19, 2])
  })
})

test('a map has shape [rows, bins, 1], a curve [bins]', () => {
  const map = portsOf(simulationRecipeSchema.parse(withRows(scan)))
  expect([map.shape, map.inputs, map.sample, map.axes.map(({ name, count }) => [name, count])]).toEqual([
    [20, 50, 1], 1000, 'map', [['f', 20], ['omega', 50]]
  ])
  const curve = portsOf(lesson)
  expect([curve.shape, curve.inputs, curve.axes.map(({ name }) => name)]).toEqual([[50], 50, ['omega']])
})

test('along a typed law the axis is the time', () => {
  const law = { ...lesson, sweep: { ...lesson.sweep, law: 'from + (to - from)*(t/T)^2' } }
  const [axis] = portsOf(law).axes
  // Bin 0 of 8 points is centred at point 3.5, which is stored after step 4.5
  expect(axis).toMatchObject({ name: 't', count: 50 })
  expect(axis?.from).toBeCloseTo((4.5 * 200) / 399, 9)
  expect(axis?.to).toBeCloseTo((396.5 * 200) / 399, 9)
})

test('the axis of omega goes through the middles of the bins', () => {
  const [axis] = portsOf(lesson).axes
  const omega = resample(createResampling(lesson.sweep.steps, 50), omegaAfterSteps(courseOf(lesson.sweep)))
  if (!axis) throw new Error('a curve has an axis')
  // The filter is symmetric but at the edges, where it loses points: so bins inside.
  for (let bin = 1; bin < 49; bin++) expect(axis.from + ((axis.to - axis.from) * bin) / 49).toBeCloseTo(omega[bin] ?? NaN, 5)
})
