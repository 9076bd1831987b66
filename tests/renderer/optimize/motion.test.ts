import { expect, test } from 'vitest'
import { chain } from '../../../src/core/structures/builders/chain'
import { setFreedom } from '../../../src/core/structures/edit'
import { createEnergy } from '../../../src/core/structures/energy'
import { continueMotion, createMotion, stepMotion, timeOf } from '../../../src/renderer/workspaces/optimize/motion'
import { driftChart } from '../../../src/renderer/workspaces/optimize/motion-charts'

test('work done by hand is no drift: the curve begins anew when a mass was moved', () => {
  const structure = chain(6)
  const motion = createMotion(createEnergy(structure), createEnergy(structure).start, { dt: 0.01, friction: 0 })
  const run = (): void => {
    for (let k = 0; k < 500; k++) stepMotion(motion)
  }
  run()
  const pinned = createEnergy(setFreedom(structure, 3, 'none'))
  pinned.coordinates[2 * 3 + 1] = 4
  continueMotion(motion, pinned)
  const lifted = timeOf(motion)
  run()
  const [{ x, y }] = driftChart(motion).series
  const [before, work] = [(motion.potential[0] ?? NaN) + (motion.kinetic[0] ?? NaN), motion.first]
  // Two springs that stretch by 4 hold some K 4^2 more.
  expect(work - before).toBeGreaterThan(20)
  expect(Math.min(...Array.from(x ?? []))).toBeGreaterThan(lifted)
  // Velocity Verlet keeps the energy to the square of the step.
  expect(Math.max(...Array.from(y, Math.abs))).toBeLessThan(1e-2 * work)
})
