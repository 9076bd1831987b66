/**
 * WebAssembly's relaxed SIMD: a * b + c rounded once where the processor has fused multiply-add. binaryen knows the
 * instructions but gives them no methods of their own, so they are reached through the C interface.
 */
import binaryen from 'binaryen'
import { isKnown } from './web-assembly'

type Ref = binaryen.ExpressionRef
type Module = binaryen.Module

interface TernaryInterface {
  readonly _BinaryenSIMDTernary: (module: number, operation: number, a: Ref, b: Ref, c: Ref) => Ref
}

const { _BinaryenSIMDTernary: ternary } = binaryen as unknown as TernaryInterface

export const RELAXED_FEATURES = binaryen.Features.MVP | binaryen.Features.SIMD128 | binaryen.Features.RelaxedSIMD

/** a b + c */
export function fusedMultiplyAdd(module: Module, a: Ref, b: Ref, c: Ref): Ref {
  return ternary(module.ptr, binaryen.RelaxedMaddVecF32x4, a, b, c)
}

/** c - a b */
export function fusedMultiplySubtract(module: Module, a: Ref, b: Ref, c: Ref): Ref {
  return ternary(module.ptr, binaryen.RelaxedNmaddVecF32x4, a, b, c)
}

/** Whether this machine's WebAssembly takes relaxed SIMD: asked of the host, with a module that has one such instruction. */
export function hasRelaxedSimd(): boolean {
  const module = new binaryen.Module()
  try {
    module.setFeatures(RELAXED_FEATURES)
    const { v128 } = binaryen
    const local = (index: number): Ref => module.local.get(index, v128)
    module.addFunction('probe', binaryen.createType([v128, v128, v128]), v128, [], fusedMultiplyAdd(module, local(0), local(1), local(2)))
    return isKnown(new Uint8Array(module.emitBinary()))
  } finally {
    module.dispose()
  }
}
