/** Complex arithmetic on pairs of nodes. A real quantity has the constant 0 as its imaginary part, and costs no more. */
import { abs, add, angle, constant, constantValue, div, elementary, isNonNegative, mul, neg, sqrt, sub } from './build'
import type { Builder } from './build'

/** Node indices of real and imaginary part. */
export interface Complex {
  readonly re: number
  readonly im: number
}

export function real(builder: Builder, re: number): Complex {
  return { re, im: constant(builder, 0) }
}

export function isReal(builder: Builder, { im }: Complex): boolean {
  return constantValue(builder, im) === 0
}

export function complexAdd(builder: Builder, a: Complex, b: Complex): Complex {
  return { re: add(builder, a.re, b.re), im: add(builder, a.im, b.im) }
}

export function complexSub(builder: Builder, a: Complex, b: Complex): Complex {
  return { re: sub(builder, a.re, b.re), im: sub(builder, a.im, b.im) }
}

export function complexNeg(builder: Builder, a: Complex): Complex {
  return { re: neg(builder, a.re), im: neg(builder, a.im) }
}

export function complexMul(builder: Builder, a: Complex, b: Complex): Complex {
  return {
    re: sub(builder, mul(builder, a.re, b.re), mul(builder, a.im, b.im)),
    im: add(builder, mul(builder, a.re, b.im), mul(builder, a.im, b.re))
  }
}

export function complexDiv(builder: Builder, a: Complex, b: Complex): Complex {
  if (isReal(builder, b)) return { re: div(builder, a.re, b.re), im: div(builder, a.im, b.re) }
  const product = complexMul(builder, a, conjugate(builder, b))
  const norm = squaredModulus(builder, b)
  return { re: div(builder, product.re, norm), im: div(builder, product.im, norm) }
}

export function conjugate(builder: Builder, a: Complex): Complex {
  return { re: a.re, im: neg(builder, a.im) }
}

/** re^2 + im^2, a real node. */
export function squaredModulus(builder: Builder, a: Complex): number {
  return add(builder, mul(builder, a.re, a.re), mul(builder, a.im, a.im))
}

export function modulus(builder: Builder, a: Complex): number {
  return isReal(builder, a) ? abs(builder, a.re) : sqrt(builder, squaredModulus(builder, a))
}

/** The angle between -pi and pi. */
export function argument(builder: Builder, a: Complex): number {
  if (isReal(builder, a) && isNonNegative(builder, a.re)) return constant(builder, 0)
  return angle(builder, a.im, a.re)
}

/** r (cos phi + i sin phi), of two real nodes. */
export function polar(builder: Builder, r: number, phi: number): Complex {
  return { re: mul(builder, r, elementary(builder, 'cos', phi)), im: mul(builder, r, elementary(builder, 'sin', phi)) }
}

export function complexExp(builder: Builder, a: Complex): Complex {
  return polar(builder, elementary(builder, 'exp', a.re), a.im)
}

/** ln |a| + i arg a, on the principal branch. */
export function complexLog(builder: Builder, a: Complex): Complex {
  return { re: elementary(builder, 'log', modulus(builder, a)), im: argument(builder, a) }
}

/** a^n by repeated squaring; n an integer, negative too. */
export function integerPower(builder: Builder, a: Complex, n: number): Complex {
  const one = real(builder, constant(builder, 1))
  if (n < 0) return complexDiv(builder, one, integerPower(builder, a, -n))
  if (n === 0) return one
  const half = integerPower(builder, a, Math.floor(n / 2))
  const square = complexMul(builder, half, half)
  return n % 2 === 1 ? complexMul(builder, square, a) : square
}
