/** cos x = sin(x + pi/2), one quarter turn further; within 2 ulp for |x| <= 10^4, see quarter-turns.ts. */
import type { Write } from './body'
import { quarterTurns, sineOf } from './quarter-turns'

export const cos: Write = (body) => {
  const turns = quarterTurns(body)
  const { i32x4 } = body.module
  return sineOf(body, { ...turns, k: body.keep(i32x4.add(turns.k(), body.bits(1))) })
}
