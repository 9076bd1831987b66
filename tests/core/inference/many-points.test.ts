/** What looks over a whole sweep, at a sweep with more points than a call may have arguments. */
import { expect, test } from 'vitest'
import { bendOf, type Solved } from '../../../src/core/inference/choose-terms'
import { sumOfSquares } from '../../../src/core/inference/levenberg-marquardt'
import { VALUE, VALUES, type Terms } from '../../../src/core/inference/line'
import { presenceOf } from '../../../src/core/inference/presence'
import { evenWeights, residualsOf } from '../../../src/core/inference/residuals'
import { chooseScales, scaleSweep } from '../../../src/core/inference/scaled'
import { warningsOf } from '../../../src/core/inference/warnings'
import { simulatedSweep, truth } from './simulated'

const terms: Terms = {
  kerr: true,
  nonlinearDamping: false,
  lag: false,
  background: true,
  offset: false,
  slope: false,
  shape: 'rotating-frame',
  modulusOnly: false
}

/** A sweep of this many points beside its own line, as a fit that found the truth. */
function solvedSweep(points: number): Solved {
  const sweep = simulatedSweep(truth, { from: 990, to: 1014, points }, { size: 0.01, memory: 0, replica: 1 })
  const scales = chooseScales([sweep])
  const sweeps = [scaleSweep(sweep, scales, false)]
  const values = new Float64Array(VALUES)
  values[VALUE.f0] = (truth.f0 - scales.centre) / scales.width
  values[VALUE.fwhm] = truth.fwhm / scales.width
  values[VALUE.kerr] = (truth.kerr * scales.size ** 2) / scales.width
  values[VALUE.gain] = (truth.height * truth.fwhm) / 2 / scales.width / scales.size
  values.set(truth.background.map((part) => part / scales.size), VALUE.background)
  const problem = { sweeps, scales, terms, weights: evenWeights(sweeps) }
  return { problem, fit: { values, cost: sumOfSquares(residualsOf(problem, values)), converged: true }, bent: null }
}

test('a sweep of 200,000 points has its bend, its resonance and its doubts', () => {
  const solved = solvedSweep(200_000)
  const cost = solved.fit.cost * solved.problem.scales.size ** 2
  expect(cost / 400_000 / 0.01 ** 2).toBeCloseTo(1, 2)
  // At the top |V| is the height: the shift is kerr height^2, in widths 4 / 2.
  expect(bendOf(solved)).toBeCloseTo(2, 3)
  expect(presenceOf(solved, { f0: 1e-4, fwhm: 1e-4 })).toBe('inside')
  const nothing = new Float64Array(0)
  const white = { noise: 0.01, reducedChiSquare: 1, statistical: nothing, structured: [] }
  expect(warningsOf(solved, white, [], false).map(({ code }) => code)).toEqual(['lag-unknown'])
})
