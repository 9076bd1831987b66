/** sin x; within 2 ulp for |x| <= 10^4, see quarter-turns.ts. */
import type { Write } from './body'
import { quarterTurns, sineOf } from './quarter-turns'

export const sin: Write = (body) => sineOf(body, quarterTurns(body))
