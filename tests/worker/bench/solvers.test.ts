import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createSimulator } from '../../../src/core/dynamics/create-simulator'
import { startSolverPeer } from '../../../src/worker/bench/solver-peer'
import { benchSolver, stiffVanDerPol, sweptDuffing } from '../../../src/worker/bench/solvers'
import { benchHeun } from '../../../src/worker/bench/sweeps'
import { bundledRecipe } from '../../core/dynamics/recipes'

const run = promisify(execFile)
const PYTHON = process.platform === 'win32' ? 'python' : 'python3'
const lesson = bundledRecipe('duffing-curve')

async function importsIn(python: string, module: string): Promise<boolean> {
  return run(python, ['-c', `import ${module}`]).then(() => true, () => false)
}

// The ratios are for `bench` to measure and a person to judge; a test on a busy machine cannot.
const hasPython = await importsIn(PYTHON, 'json')

describe('rows of methods with error control', () => {
  it('stand alone without a Python', async () => {
    const row = await benchSolver({ recipe: sweptDuffing(lesson), problem: 'duffing', solver: 'RK45', peer: null })
    expect(row).toMatchObject({ unit: 'sweeps/s', ratio: null, against: null, note: expect.stringContaining('--python') as unknown })
    expect(row.median).toBeGreaterThan(0)
  })

  it.runIf(hasPython).each([
    ['duffing', 'RK45', 'scipy'],
    ['duffing', 'odeint', 'jax'],
    ['van-der-pol', 'Radau', 'scipy'],
    ['van-der-pol', 'LSODA', 'scipy']
  ] as const)('%s by %s: the peer solves the same problem, or the row says what its Python lacks', { timeout: 300_000 }, async (problem, solver, module) => {
    const recipe = problem === 'duffing' ? sweptDuffing(lesson) : stiffVanDerPol(lesson)
    const peer = await startSolverPeer(PYTHON, 'resources')
    try {
      if (!(await importsIn(PYTHON, module))) {
        const { note, ratio } = await benchSolver({ recipe, problem, solver, peer })
        expect([note, ratio]).toEqual([`no peer: this Python has no ${module}`, null])
        return
      }
      const { from, to, duration, steps } = recipe.sweep
      const parameters = problem === 'duffing' ? [0.25, 0.75, 0.0625] : [1000]
      const sweep = { from, to, duration, steps }
      const answer = await peer.solve(solver, { problem, sweep, relative: 1e-9, absolute: 1e-11 }, [parameters])
      if ('missing' in answer) throw new Error(answer.missing)
      const integrator = { ...recipe.sweep.integrator, relative: 1e-9, absolute: 1e-11 } as typeof recipe.sweep.integrator
      const { observed } = (await createSimulator({ ...recipe, sweep: { ...recipe.sweep, integrator } })).trace(parameters)
      const squares = [...observed].map((value, k) => (value - (answer.observed[0]?.[k] ?? NaN)) ** 2)
      expect(Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / steps)).toBeLessThan(1e-5)
    } finally {
      peer.close()
    }
  })

  it('a Python that is none is said to be so', async () => {
    await expect(startSolverPeer('no-such-python', 'resources')).rejects.toMatchObject({ code: 'bench-no-python' })
  })
})

it('Heun against RK4: the row holds the ratio of the two medians', async () => {
  const { median, peerMedian, ratio, against } = await benchHeun(bundledRecipe('duffing-thermal'), 32)
  expect(against).toContain('RK4')
  expect(median / (peerMedian ?? NaN)).toBeCloseTo(ratio ?? NaN, 6)
})
