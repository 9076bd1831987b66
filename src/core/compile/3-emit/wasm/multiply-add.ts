/** a * b + c on four numbers: rounded once where the kernel may use relaxed SIMD, else twice. */
import { fusedMultiplyAdd } from '../../../dynamics/kernel/relaxed-simd'
import type { Emission, Ref } from './emission'

export function multiplyAdd({ module, relaxed }: Pick<Emission, 'module' | 'relaxed'>, a: Ref, b: Ref, c: Ref): Ref {
  return relaxed ? fusedMultiplyAdd(module, a, b, c) : module.f32x4.add(module.f32x4.mul(a, b), c)
}
