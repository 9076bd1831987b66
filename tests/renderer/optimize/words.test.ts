import { describe, expect, test } from 'vitest'
import { chain } from '../../../src/core/structures/builders/chain'
import { bridge } from '../../../src/core/structures/builders/bridge'
import { cloth } from '../../../src/core/structures/builders/cloth'
import { net } from '../../../src/core/structures/builders/net'
import { truss } from '../../../src/core/structures/builders/truss'
import { createEnergy } from '../../../src/core/structures/energy'
import { createHessian } from '../../../src/core/structures/hessian'
import { largestCurvature, massWeighted } from '../../../src/core/structures/largest-curvature'
import { createLane, isDone, stepLane } from '../../../src/renderer/workspaces/optimize/lane'
import { lessonSettings, LIMITS, outside, settingsFor } from '../../../src/renderer/workspaces/optimize/settings'
import { stabilityWords } from '../../../src/renderer/workspaces/optimize/stability-words'
import { placesOnWay, steepestOnWay } from '../../../src/renderer/workspaces/optimize/way'
import { structureSchema } from '../../../src/core/recipe/structure'
import { laneTrouble } from '../../../src/renderer/workspaces/optimize/trouble'

describe('words about a place', () => {
  test.each([
    [[0.1, 0.2, 3], 'stable'],
    [[-0.1, 0.2, 3], 'saddle: falls in one direction'],
    [[-0.2, -0.1, 3], 'saddle: falls in 2 directions'],
    [[1e-12, 0.2, 3], 'neutral: a direction costs nothing']
  ])('%j: %s, in whatever units', (curvatures, words) => {
    for (const unit of [1e-12, 1, 1e12]) expect(stabilityWords(curvatures.map((value) => value * unit), 20 * unit)).toBe(words)
  })

  test('all that are asked for may cost nothing', () => {
    expect(stabilityWords([1e-13, 3e-13, 4e-13], 20)).toBe('neutral: a direction costs nothing')
  })
})

describe('divergence in numbers', () => {
  test('names the bound, the factor of each step, and a step below the bound', () => {
    const energy = createEnergy(chain(20))
    const curvature = largestCurvature(createHessian(energy))
    const lane = createLane('gradient-descent', { on: true, eta: 0.9, beta: 0 }, energy, energy.start, 1000, { deviation: 0, seed: 1, index: 0 })
    expect(laneTrouble(lane, null)).toBeNull()
    while (!isDone(lane)) stepLane(lane)
    const trouble = laneTrouble(lane, { start: { what: 'limits', curvature, frequency: 2 }, rest: null })
    expect(trouble?.words).toContain('is above 2/λ = 0.503')
    expect(trouble?.words).toContain('2.58')
    expect(trouble?.remedy).toBeLessThan(2 / curvature)
  })
})

describe('divergence between two gentle ends', () => {
  /** A mass that rolls along x to 6 in a channel across which the energy is stiff about x = 3 alone. */
  const channel = structureSchema.parse({
    ...chain(1),
    nodes: [{ x: 0, y: 1e-6, free: 'both', mass: 1 }],
    springs: [],
    constants: { ...chain(1).constants, A: 40 },
    massEnergy: '0.1*(x - 6)^2/2 + (1 + A*exp(-(x - 3)^2))*(y^2/2 + y^4)'
  })
  const across = (x: number): number => 1 + 40 * Math.exp(-((x - 3) ** 2))

  test.each(['gradient-descent', 'momentum'] as const)('of %s is explained by the place where the step became too long', (method) => {
    const energy = createEnergy(channel)
    const hessian = createHessian(energy)
    const lane = createLane(method, { on: true, eta: 0.2, beta: 0.5 }, energy, energy.start, 2000, { deviation: 0, seed: 1, index: 0 })
    while (!isDone(lane)) stepLane(lane)
    expect(lane.minimiser.state).toBe('diverged')
    const { steps, positions } = placesOnWay(lane, 80)
    const curvatures = positions.map((position) => {
      hessian.at(position)
      return largestCurvature(hessian)
    })
    // At both ends 2/λ is near 2.
    const limits = { start: { what: 'limits', curvature: across(0), frequency: 1 }, rest: { what: 'limits', curvature: across(6), frequency: 1 } } as const
    const trouble = laneTrouble(lane, limits, { steps, curvatures })
    const bound = method === 'momentum' ? 3 : 2
    const expected = positions.findIndex(([x]) => 0.2 * across(x ?? NaN) > bound)
    expect(expected).toBeGreaterThan(0)
    expect(trouble?.words).toContain(`at step ${steps[expected]} it came to`)
    expect(trouble?.remedy).toBeLessThan(bound / across(positions[expected]?.[0] ?? NaN))
    // The step that is offered gets through.
    const mended = createLane(method, { on: true, eta: trouble?.remedy ?? NaN, beta: 0.5 }, energy, energy.start, 2000, { deviation: 0, seed: 1, index: 0 })
    while (!isDone(mended)) stepLane(mended)
    expect(mended.minimiser.state).not.toBe('diverged')
    expect(Math.abs((mended.coordinates[0] ?? NaN) - 6)).toBeLessThan(0.01)
  })

  test('a descent that gets through has its narrowest place on the way', () => {
    const energy = createEnergy(channel)
    const hessian = createHessian(energy)
    const lane = createLane('gradient-descent', { on: true, eta: 0.04, beta: 0 }, energy, energy.start, 1500, { deviation: 0, seed: 1, index: 0 })
    while (!isDone(lane)) stepLane(lane)
    expect(lane.minimiser.state).not.toBe('diverged')
    const { steps, positions } = placesOnWay(lane, 80)
    const curvatures = positions.map((position) => {
      hessian.at(position)
      return largestCurvature(hessian)
    })
    const narrow = steepestOnWay({ steps, curvatures })
    // x = 6 (1 - (1 - 0.1 eta)^n) is 3 after ln 2 / (0.1 eta) steps; places are 10 or so steps apart.
    expect(Math.abs((narrow?.step ?? NaN) - Math.log(2) / 0.004)).toBeLessThan(20)
    expect(narrow?.curvature).toBeGreaterThan(0.95 * across(3))
  })
})

describe('settings', () => {
  test('say what is wrong with a number', () => {
    expect(outside(0, LIMITS.eta)).toBe('must be more than 0')
    expect(outside(0, LIMITS.noise)).toBe('')
    expect(outside(2, LIMITS.beta)).toBe('must be at most 1')
  })

  test.each([net(12, 12), cloth(16, 16), truss(8), bridge(16)])('begin a $name with steps below the bounds of theory', (structure) => {
    const { methods, motion } = settingsFor(structure, lessonSettings())
    const energy = createEnergy(structure)
    const hessian = createHessian(energy)
    expect(methods['gradient-descent'].eta).toBeLessThan(2 / largestCurvature(hessian))
    expect(motion.dt).toBeLessThan(2 / Math.sqrt(largestCurvature(massWeighted(hessian, energy.masses))) / 2)
  })
})
