/**
 * The elementary functions that WebAssembly lacks, four single-precision numbers at a time, within 2 ulp. A new function is a new
 * file and one line here.
 */
import type binaryen from 'binaryen'
import { atan, atan2 } from './atan2'
import { addVectorFunction } from './body'
import type { Write } from './body'
import { cos } from './cos'
import { cosh } from './cosh'
import { exp } from './exp'
import { log } from './log'
import { sin } from './sin'
import { sinh } from './sinh'
import { tanh } from './tanh'

interface VectorFunction {
  readonly arity: 1 | 2
  readonly write: Write
}

const vectorFunctions = {
  exp: { arity: 1, write: exp },
  log: { arity: 1, write: log },
  sin: { arity: 1, write: sin },
  cos: { arity: 1, write: cos },
  tanh: { arity: 1, write: tanh },
  sinh: { arity: 1, write: sinh },
  cosh: { arity: 1, write: cosh },
  atan: { arity: 1, write: atan },
  atan2: { arity: 2, write: atan2 }
} as const satisfies Readonly<Record<string, VectorFunction>>

export type VectorFunctionName = keyof typeof vectorFunctions

export function isVectorFunction(name: string): name is VectorFunctionName {
  return Object.hasOwn(vectorFunctions, name)
}

/**
 * Adds the function to the module when it is first asked for: (v128) -> v128, atan2 (v128, v128) -> v128. The module needs SIMD128.
 * @returns its name in the module, for `module.call(vectorFunction(module, 'tanh'), [x], binaryen.v128)`
 */
export function vectorFunction(module: binaryen.Module, name: VectorFunctionName): string {
  const internal = `f32x4.${name}`
  const { arity, write } = vectorFunctions[name]
  if (module.getFunction(internal) === 0) addVectorFunction(module, internal, arity, write)
  return internal
}
