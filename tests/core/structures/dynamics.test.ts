import { describe, expect, test } from 'vitest'
import { chain } from '../../../src/core/structures/builders/chain'
import { net } from '../../../src/core/structures/builders/net'
import { createDynamics } from '../../../src/core/structures/dynamics'
import { createEnergy } from '../../../src/core/structures/energy'
import { lBfgs } from '../../../src/core/structures/minimisers/l-bfgs'
import { chainWith, quadratic, scattered } from './support'

/** Largest |E - E(0)| over `time`. */
function drift(dt: number, time: number): number {
  const energy = createEnergy(chain(20))
  const motion = createDynamics(energy, energy.masses, scattered(energy.start, 0.5, 1), { dt, friction: 0 })
  const first = motion.potential + motion.kinetic
  let largest = 0
  while (motion.time < time) {
    motion.step()
    largest = Math.max(largest, Math.abs(motion.potential + motion.kinetic - first))
  }
  return largest
}

describe('dynamics', () => {
  test('the energy of a free motion errs by the square of the step', () => {
    expect(Math.log2(drift(0.04, 20) / drift(0.02, 20))).toBeCloseTo(2, 0)
    expect(Math.log2(drift(0.02, 20) / drift(0.01, 20))).toBeCloseTo(2, 1)
  })

  test('and does not grow over a hundred times as long', () => {
    expect(drift(0.02, 2000) / drift(0.02, 20)).toBeLessThan(3)
  })

  test('an oscillator with friction follows its exact solution, with an error of order 2', () => {
    // x'' + friction x' + x = 0 from x = 1 at rest.
    const friction = 0.3
    const omega = Math.sqrt(1 - friction ** 2 / 4)
    const exact = (t: number): number => Math.exp((-friction * t) / 2) * (Math.cos(omega * t) + (friction / (2 * omega)) * Math.sin(omega * t))
    const error = (dt: number): number => {
      const motion = createDynamics(quadratic([1]), Float64Array.of(1), [1], { dt, friction })
      for (let k = 0; k < Math.round(6 / dt); k++) motion.step()
      return Math.abs((motion.position[0] ?? NaN) - exact(6))
    }
    expect(error(0.01)).toBeLessThan(1e-4)
    expect(Math.log2(error(0.02) / error(0.01))).toBeCloseTo(2, 1)
  })

  test('goes back the way it came when the velocity is reversed', () => {
    const energy = createEnergy(net(5, 5))
    const start = scattered(energy.start, 0.1, 2)
    const there = createDynamics(energy, energy.masses, start, { dt: 0.05, friction: 0 })
    for (let k = 0; k < 200; k++) there.step()
    const back = createDynamics(energy, energy.masses, there.position, { dt: 0.05, friction: 0 }, there.velocity.map((v) => -v))
    for (let k = 0; k < 200; k++) back.step()
    back.position.forEach((x, k) => expect(x).toBeCloseTo(start[k] ?? NaN, 9))
  })

  test('with friction the chain comes to rest in the minimum of its energy', () => {
    const energy = createEnergy(chainWith(20, { mg: 0.1 }))
    const minimum = lBfgs(energy, energy.start)
    while (minimum.state === 'going') minimum.step()
    const motion = createDynamics(energy, energy.masses, energy.start, { dt: 0.1, friction: 0.3 })
    for (let k = 0; k < 5000; k++) motion.step()
    expect(motion.kinetic).toBeLessThan(1e-16)
    motion.position.forEach((y, k) => expect(y).toBeCloseTo(minimum.position[k] ?? NaN, 7))
  })
})
