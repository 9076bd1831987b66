/** Sine, cosine, tangent and its inverse; of x + i y by the addition theorems. */
import { constant, div, elementary, mul, neg } from '../build'
import type { Builder } from '../build'
import { complexLog, complexMul, complexSub, isReal, real } from '../complex'
import type { Complex } from '../complex'
import type { FunctionFamily } from './family'
import { complexTanh } from './hyperbolic'

export const circular: FunctionFamily = {
  sin: (builder, z) => {
    const [sin, cos] = [elementary(builder, 'sin', z.re), elementary(builder, 'cos', z.re)]
    if (isReal(builder, z)) return real(builder, sin)
    return {
      re: mul(builder, sin, elementary(builder, 'cosh', z.im)),
      im: mul(builder, cos, elementary(builder, 'sinh', z.im))
    }
  },
  cos: (builder, z) => {
    const [sin, cos] = [elementary(builder, 'sin', z.re), elementary(builder, 'cos', z.re)]
    if (isReal(builder, z)) return real(builder, cos)
    return {
      re: mul(builder, cos, elementary(builder, 'cosh', z.im)),
      im: neg(builder, mul(builder, sin, elementary(builder, 'sinh', z.im)))
    }
  },
  // tan z = -i tanh(i z)
  tan: (builder, z) => {
    if (isReal(builder, z)) return real(builder, div(builder, elementary(builder, 'sin', z.re), elementary(builder, 'cos', z.re)))
    const { re, im } = complexTanh(builder, { re: neg(builder, z.im), im: z.re })
    return { re: im, im: neg(builder, re) }
  },
  atan: (builder, z) => (isReal(builder, z) ? real(builder, elementary(builder, 'atan', z.re)) : complexAtan(builder, z))
}

/** i/2 (ln(1 - i z) - ln(1 + i z)) */
function complexAtan(builder: Builder, z: Complex): Complex {
  const one = real(builder, constant(builder, 1))
  const half = { re: constant(builder, 0), im: constant(builder, 1 / 2) }
  const turned = { re: neg(builder, z.im), im: z.re }
  const back = { re: z.im, im: neg(builder, z.re) }
  const [plus, minus] = [complexSub(builder, one, back), complexSub(builder, one, turned)]
  return complexMul(builder, half, complexSub(builder, complexLog(builder, minus), complexLog(builder, plus)))
}
