/** The drive frequency omega(t) of a recipe's sweep as a graph: linear from one end to the other, or typed as mathematics. */
import { SharkfinError } from '../contract/errors'
import { add, constant, createBuilder, input, mul } from '../formula/build'
import type { Builder } from '../formula/build'
import { isReal, real } from '../formula/complex'
import { withoutDeadNodes } from '../formula/graph'
import type { Graph } from '../formula/graph'
import type { SweepRecipe } from '../recipe/measurement'
import { lowerField, notReal, refuseAtOnce } from './lower-field'
import { lawOf } from './phase'

const FIELD = 'sweep.law'

/**
 * @param t node of the time
 * @returns node of omega
 * @throws SharkfinError whose code begins with `formula-`, at `sweep.law`
 */
export function addLaw(builder: Builder, { law, from, to, duration }: SweepRecipe, t: number): number {
  if (law === null) return add(builder, constant(builder, from), mul(builder, constant(builder, (to - from) / duration), t))
  const numbers = { from, to, T: duration, pi: Math.PI }
  const named = Object.entries(numbers).map(([name, value]) => [name, real(builder, constant(builder, value))] as const)
  const omega = lowerField(builder, law, new Map([['t', real(builder, t)], ...named]), FIELD, refuseAtOnce)
  if (!isReal(builder, omega)) throw notReal('omega(t)', FIELD)
  return omega.re
}

/** Input t, output omega. */
export function lawGraph(sweep: SweepRecipe): Graph {
  const builder = createBuilder()
  const omega = addLaw(builder, sweep, input(builder, 't', true))
  return withoutDeadNodes({ nodes: builder.nodes, outputs: { omega } })
}

/** @throws SharkfinError `sweep-law-infinite` where omega is no number at a time of the sweep */
export function checkFrequency(omega: number, t: number): void {
  if (Number.isFinite(omega)) return
  throw new SharkfinError({
    code: 'sweep-law-infinite',
    message: `The law of the sweep gives no frequency at t = ${t.toPrecision(4)}.`,
    remedy: 'The sweep runs from t = 0 to one step beyond its duration T; take a law that is finite there.',
    place: { field: FIELD }
  })
}

/** Times at which a law is tried while it is typed. */
const TRIALS = 500

/** What speaks against the law of a sweep whose numbers may be wrong as well; null where nothing does. */
export function lawProblem(sweep: SweepRecipe): SharkfinError | null {
  if (sweep.law === null) return null
  try {
    const omegaAt = lawOf(lawGraph(sweep))
    if (!(sweep.duration > 0)) return null
    for (let k = 0; k <= TRIALS; k++) checkFrequency(omegaAt((k * sweep.duration) / TRIALS), (k * sweep.duration) / TRIALS)
    return null
  } catch (thrown) {
    if (thrown instanceof SharkfinError) return thrown
    throw thrown
  }
}
