/** A line fitted from several starts, since the cost has a minimum for each branch that a point may be on. */
import { refine, sumOfSquares } from './levenberg-marquardt'
import { leastSquaresOf, thinned } from './residuals'
import type { Fit } from './levenberg-marquardt'
import type { Problem } from './residuals'

/** Steps of the short run that ranks the starts, how many run, how many are followed to the end. */
const RANKING_STEPS = 6
const RANKED = 8
const FOLLOWED = 2
const SAME = 1e-6

/** The best of several starts: the most promising are refined a little, the best of those to the end. */
export function refineBest(problem: Problem, starts: readonly Float64Array[], steps = 80): Fit | null {
  const rough = leastSquaresOf(thinned(problem))
  const whole = leastSquaresOf(problem)
  const ranked = starts
    .map((values) => ({ values, cost: sumOfSquares(rough.residuals(values)) }))
    .filter(({ cost }) => Number.isFinite(cost))
    .sort((a, b) => a.cost - b.cost)
    .slice(0, RANKED)
    .map(({ values }) => refine(rough, values, RANKING_STEPS))
    .sort((a, b) => a.cost - b.cost)
  // Starts that already met at one minimum need no second look
  const apart = ranked.filter(({ cost }, k) => k === 0 || cost > ranked[k - 1].cost * (1 + SAME))
  const fits = apart.slice(0, FOLLOWED).map((fit) => refine(whole, fit.values, steps))
  return fits.sort((a, b) => a.cost - b.cost)[0] ?? null
}
