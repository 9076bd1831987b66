/**
 * a * b + c on four numbers. WebAssembly's relaxed SIMD rounds once where the processor has fused multiply-add; binaryen
 * knows the instruction but gives it no method of its own, so it is reached through the C interface.
 */
import binaryen from 'binaryen'
import type { Emission, Ref } from './emission'

interface TernaryInterface {
  readonly _BinaryenSIMDTernary: (module: number, operation: number, a: Ref, b: Ref, c: Ref) => Ref
}

export function multiplyAdd({ module, relaxed }: Pick<Emission, 'module' | 'relaxed'>, a: Ref, b: Ref, c: Ref): Ref {
  if (!relaxed) return module.f32x4.add(module.f32x4.mul(a, b), c)
  const { _BinaryenSIMDTernary: ternary } = binaryen as unknown as TernaryInterface
  return ternary(module.ptr, binaryen.RelaxedMaddVecF32x4, a, b, c)
}
