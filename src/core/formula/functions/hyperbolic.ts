/** Hyperbolic sine, cosine and tangent; of x + i y by the addition theorems. */
import { elementary, mul } from '../build'
import type { Builder } from '../build'
import { complexDiv, isReal, real } from '../complex'
import type { Complex } from '../complex'
import type { FunctionFamily } from './family'

export const hyperbolic: FunctionFamily = {
  sinh: (builder, z) => ({
    re: mul(builder, elementary(builder, 'sinh', z.re), elementary(builder, 'cos', z.im)),
    im: mul(builder, elementary(builder, 'cosh', z.re), elementary(builder, 'sin', z.im))
  }),
  cosh: (builder, z) => ({
    re: mul(builder, elementary(builder, 'cosh', z.re), elementary(builder, 'cos', z.im)),
    im: mul(builder, elementary(builder, 'sinh', z.re), elementary(builder, 'sin', z.im))
  }),
  tanh: (builder, z) => (isReal(builder, z) ? real(builder, elementary(builder, 'tanh', z.re)) : complexTanh(builder, z))
}

/** (T cos y + i sin y) / (cos y + i T sin y) with T = tanh x, which overflows nowhere. */
export function complexTanh(builder: Builder, { re: x, im: y }: Complex): Complex {
  const slope = elementary(builder, 'tanh', x)
  const [cos, sin] = [elementary(builder, 'cos', y), elementary(builder, 'sin', y)]
  return complexDiv(builder, { re: mul(builder, slope, cos), im: sin }, { re: cos, im: mul(builder, slope, sin) })
}
