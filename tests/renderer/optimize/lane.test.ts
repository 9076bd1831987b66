import { describe, expect, test } from 'vitest'
import { chain } from '../../../src/core/structures/builders/chain'
import { moveNode, setFreedom } from '../../../src/core/structures/edit'
import { createEnergy } from '../../../src/core/structures/energy'
import { continueLane, createLane, isDone, pathOf, stepLane } from '../../../src/renderer/workspaces/optimize/lane'
import { continueMotion, createMotion, stepMotion } from '../../../src/renderer/workspaces/optimize/motion'

const quiet = { deviation: 0, seed: 1, index: 0 }
const choice = { on: true, eta: 0.2, beta: 0 }

describe('a minimiser on the screen', () => {
  test('keeps its values, its way, and rests after its steps', () => {
    const energy = createEnergy(chain(20))
    const lane = createLane('gradient-descent', choice, energy, energy.start, 60, quiet)
    while (!isDone(lane)) stepLane(lane)
    expect(lane.values).toHaveLength(61)
    expect(lane.values[0]).toBeCloseTo(2.1, 12)
    expect(lane.shapes).toHaveLength(61)
    expect(pathOf(lane).at(-1)).toEqual(lane.minimiser.position)
  })

  test('drops every second shape when it has many, and keeps the first', () => {
    const energy = createEnergy(chain(20))
    const lane = createLane('gradient-descent', choice, energy, energy.start, 1000, quiet)
    while (!isDone(lane)) stepLane(lane)
    expect(lane.shapes.length).toBeLessThanOrEqual(160)
    expect(lane.shapeSteps[0]).toBe(0)
    expect(new Set(lane.shapeSteps.slice(1).map((step, k) => step - (lane.shapeSteps[k] ?? NaN))).size).toBe(1)
  })

  test('goes on around what is held, and back to the minimum when it is let go', () => {
    const structure = chain(20)
    const energy = createEnergy(structure)
    const lane = createLane('l-bfgs', choice, energy, energy.start, 500, quiet)
    while (!isDone(lane)) stepLane(lane)
    const lowest = lane.minimiser.value
    const held = createEnergy(moveNode(setFreedom(structure, 11, 'none'), 11, 11, 3))
    continueLane(lane, held, quiet)
    while (!isDone(lane)) stepLane(lane)
    expect(lane.coordinates[23]).toBe(3)
    expect(lane.minimiser.value).toBeGreaterThan(lowest + 1)
    continueLane(lane, energy, quiet)
    while (!isDone(lane)) stepLane(lane)
    expect(lane.minimiser.value).toBeCloseTo(lowest, 9)
  })
})

describe('motion on the screen', () => {
  test('keeps velocities and energy when something else is pinned and freed', () => {
    const structure = chain(20)
    const energy = createEnergy(structure)
    const motion = createMotion(energy, energy.start, { dt: 0.02, friction: 0 })
    for (let k = 0; k < 300; k++) stepMotion(motion)
    const total = motion.dynamics.potential + motion.dynamics.kinetic
    continueMotion(motion, createEnergy(structure))
    expect(motion.dynamics.potential + motion.dynamics.kinetic).toBeCloseTo(total, 10)
    continueMotion(motion, createEnergy(setFreedom(structure, 5, 'none')))
    expect(motion.dynamics.velocity).toHaveLength(19)
    expect(motion.time.at(-1)).toBeCloseTo(6, 9)
  })
})
