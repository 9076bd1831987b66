/** cosh x = h + 1/(4 h) with h = exp(|x|)/2, which does not overflow before cosh x does. */
import type { Write } from './body'
import { expOf } from './exp'

export const cosh: Write = (body) => {
  const { module, x, keep, splat } = body
  const { f32x4 } = module
  const h = keep(expOf(body, keep(f32x4.abs(x())), -1))
  return f32x4.add(h(), f32x4.div(splat(0.25), h()))
}
