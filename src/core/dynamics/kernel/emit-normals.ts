/** One counter block of Philox in each lane as four normal numbers, those of `normal` in core/random/stream.ts in their order. */
import binaryen from 'binaryen'
import { constants } from '../functions/body'
import type { Body, Kept, Ref } from '../functions/body'
import { direction, radius } from '../functions/box-muller'
import { emitPhilox } from './emit-philox'
import type { PhiloxLocals } from './emit-philox'
import { fusedMultiplyAdd } from './relaxed-simd'

export interface NormalsEmission {
  readonly module: binaryen.Module
  readonly philox: PhiloxLocals
  /** A new local of a vector. */
  readonly vector: () => number
  /** Whether products may be fused with sums. */
  readonly relaxed: boolean
}

export interface Normals {
  readonly statements: readonly Ref[]
  /** Vectors: lane k of each belongs to the counter in lane k. */
  readonly numbers: readonly [Kept, Kept, Kept, Kept]
}

/**
 * @param counter the four words that each lane begins with
 * @param lengthOf what a radius of Box and Muller's transformation is multiplied with; the numbers are standard ones without it
 */
export function emitNormals(emission: NormalsEmission, counter: readonly [Ref, Ref, Ref, Ref], lengthOf = (length: Ref): Ref => length): Normals {
  const { module, philox, vector, relaxed } = emission
  const { f32x4 } = module
  const [c0, c1, c2, c3] = philox.words
  const [w0, w1, w2, w3] = counter
  const begin = [module.local.set(c0, w0), module.local.set(c1, w1), module.local.set(c2, w2), module.local.set(c3, w3)]
  const statements = [...begin, ...emitPhilox(module, philox)]
  const kept = (local: number): Kept => () => module.local.get(local, binaryen.v128)
  const keep = (value: Ref): Kept => {
    const local = vector()
    statements.push(module.local.set(local, value))
    return kept(local)
  }
  const multiplyAdd: Body['multiplyAdd'] = (a, b, c) => (relaxed ? fusedMultiplyAdd(module, a, b, c) : f32x4.add(f32x4.mul(a, b), c))
  const pair = (first: number, second: number): [Kept, Kept] => {
    const body: Body = { module, x: kept(first), y: kept(second), keep, multiplyAdd, ...constants(module) }
    const length = keep(lengthOf(radius(body, kept(first)())))
    const { cosine, sine } = direction(body, kept(second))
    return [keep(f32x4.mul(length(), cosine())), keep(f32x4.mul(length(), sine()))]
  }
  return { statements, numbers: [...pair(c0, c1), ...pair(c2, c3)] }
}
