import { describe, expect, test } from 'vitest'
import { chain } from '../../../src/core/structures/builders/chain'
import { createEnergy } from '../../../src/core/structures/energy'
import { createHessian } from '../../../src/core/structures/hessian'
import { largestCurvature } from '../../../src/core/structures/largest-curvature'
import { createMinimiser, METHODS } from '../../../src/core/structures/minimisers'
import { adam } from '../../../src/core/structures/minimisers/adam'
import { gradientDescent } from '../../../src/core/structures/minimisers/gradient-descent'
import { lBfgs } from '../../../src/core/structures/minimisers/l-bfgs'
import { momentum } from '../../../src/core/structures/minimisers/momentum'
import { withNoise } from '../../../src/core/structures/minimisers/noise'
import { chainWith, quadratic, rosenbrock, scattered } from './support'

function run(minimiser: ReturnType<typeof lBfgs>, steps: number): typeof minimiser {
  for (let step = 0; step < steps; step++) minimiser.step()
  return minimiser
}

describe('minimisers', () => {
  test('gradient descent with the best step converges by (kappa - 1)/(kappa + 1) a step', () => {
    const [least, most] = [1, 25]
    const descent = gradientDescent(quadratic([least, 7, most]), [1, 1, 1], 2 / (least + most))
    run(descent, 100)
    const before = descent.norm
    run(descent, 50)
    const kappa = most / least
    expect((descent.norm / before) ** (1 / 50)).toBeCloseTo((kappa - 1) / (kappa + 1), 9)
  })

  test('the heavy ball with its best constants converges by (sqrt kappa - 1)/(sqrt kappa + 1)', () => {
    const [least, most] = [1, 100]
    const [a, b] = [Math.sqrt(least), Math.sqrt(most)]
    const ball = run(momentum(quadratic([least, 30, most]), [1, 1, 1], 4 / (a + b) ** 2, ((b - a) / (b + a)) ** 2), 40)
    const before = ball.norm
    run(ball, 60)
    // A double root: the envelope has a factor linear in the step, hence the loose digits.
    expect((ball.norm / before) ** (1 / 60)).toBeLessThan((b - a) / (b + a) + 0.02)
    expect((ball.norm / before) ** (1 / 60)).toBeGreaterThan((b - a) / (b + a) - 0.02)
  })

  test("Adam's first step is eta, whatever the slope (Kingma and Ba, section 2.1)", () => {
    const one = run(adam(quadratic([1e-3, 1e3]), [1, 1], 0.1), 1)
    expect(one.position[0]).toBeCloseTo(0.9, 5)
    expect(one.position[1]).toBeCloseTo(0.9, 5)
  })

  test('L-BFGS finds the bottom of the valley of Rosenbrock', () => {
    const found = run(lBfgs(rosenbrock, [-1.2, 1]), 100)
    expect(found.state).toBe('converged')
    expect(found.steps).toBeLessThan(60)
    expect(found.position[0]).toBeCloseTo(1, 8)
    expect(found.position[1]).toBeCloseTo(1, 8)
  })

  test('a chain of springs without rest length hangs in the exact parabola', () => {
    // With l = 0 the energy is quadratic: K (y[j-1] - 2 y[j] + y[j+1]) = mg, so y[j] = -mg j (n + 1 - j) / (2 K).
    const energy = createEnergy(chainWith(20, { l: 0 }))
    const found = run(lBfgs(energy, energy.start), 400)
    expect(found.state).toBe('converged')
    found.position.forEach((y, j) => expect(y).toBeCloseTo((-0.1 * (j + 1) * (20 - j)) / (2 * 5), 9))
  })

  test.each(['gradient-descent', 'momentum', 'adam', 'l-bfgs'] as const)('%s ends in the minimum of the chain', (method) => {
    const energy = createEnergy(chain(20))
    const reference = run(lBfgs(energy, energy.start), 500)
    const settings = { eta: method === 'momentum' ? 0.1 : method === 'adam' ? 0.02 : 0.2, beta: 0.9 }
    const found = run(createMinimiser(method, energy, energy.start, settings), 4000)
    expect(found.value - reference.value).toBeLessThan(1e-6)
    expect(found.value - reference.value).toBeGreaterThan(-1e-12)
  })

  test('descent diverges just above 2 / lambda_max and not just below', () => {
    const energy = createEnergy(chainWith(20, { l: 0 }))
    const largest = largestCurvature(createHessian(energy))
    // Eigenvalues of the chain's second difference: 4 K sin^2(k pi / (2 (n + 1))).
    expect(largest).toBeCloseTo(20 * Math.sin((20 * Math.PI) / 42) ** 2, 6)
    const start = scattered(energy.start, 1, 2)
    const below = run(gradientDescent(energy, start, (0.99 * 2) / largest), 3000)
    const above = run(gradientDescent(energy, start, (1.01 * 2) / largest), 3000)
    expect(below.state).not.toBe('diverged')
    expect(below.norm).toBeLessThan(0.01)
    expect(above.state).toBe('diverged')
  })

  test('the largest curvature is found where a negative one is larger in modulus', () => {
    const lambdas = [-9, 2, 4, 0.5]
    const multiply = (v: Float64Array, out: Float64Array): void => lambdas.forEach((lambda, k) => (out[k] = lambda * (v[k] ?? NaN)))
    expect(largestCurvature({ size: 4, multiply })).toBeCloseTo(4, 6)
  })

  test('noise has its deviation, is the same for one seed, and leaves descent about the minimum', () => {
    const path = (seed: number): Float64Array => run(gradientDescent(withNoise(quadratic([1, 1]), 0.1, seed), [1, 1], 0.2), 50).position
    expect(path(1)).toEqual(path(1))
    expect(path(1)).not.toEqual(path(2))
    const wide = quadratic(Array.from({ length: 20_000 }, () => 1))
    const slope = new Float64Array(20_000)
    withNoise(wide, 0.1, 1).gradient(new Float64Array(20_000), slope)
    expect(Math.sqrt(slope.reduce((sum, value) => sum + value * value, 0) / 20_000)).toBeCloseTo(0.1, 3)
    // Stationary variance of x <- (1 - eta) x - eta n: eta sigma^2 / (2 - eta).
    const rest = run(gradientDescent(withNoise(wide, 0.1, 3), new Float64Array(20_000), 0.2), 60).position
    expect(rest.reduce((sum, x) => sum + x * x, 0) / 20_000 / ((0.2 * 0.01) / 1.8)).toBeCloseTo(1, 1)
  })

  test.each(METHODS)('%s says that it diverged where there is no bottom', (method) => {
    const cliff = { size: 1, gradient: (x: Float64Array, slope: Float64Array) => { slope[0] = -4 * (x[0] ?? NaN) ** 3; return -((x[0] ?? NaN) ** 4) } }
    const found = run(createMinimiser(method, cliff, [1], { eta: 0.5, beta: 0.9 }), 3000)
    expect(found.state).toBe('diverged')
  })
})
