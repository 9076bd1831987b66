import binaryen from 'binaryen'
import { vectorFunction } from '../../../../src/core/dynamics/functions'
import type { VectorFunctionName } from '../../../../src/core/dynamics/functions'
import { inlineVectorFunctions } from '../../../../src/core/dynamics/functions/inline'

/** Numbers in one call; the memory holds two arguments and the result. */
const CHUNK = 65_536
const BYTES = 4 * CHUNK

/** The function in a module of its own, over arrays of any length. */
export function runFunction(name: VectorFunctionName, inline = false): (x: Float32Array, y?: Float32Array) => Float32Array {
  const exports = new WebAssembly.Instance(new WebAssembly.Module(emit(name, inline))).exports as {
    memory: WebAssembly.Memory
    run: () => void
  }
  const [first, second, result] = [0, 1, 2].map((k) => new Float32Array(exports.memory.buffer, k * BYTES, CHUNK))
  return (x, y) => {
    const out = new Float32Array(x.length)
    for (let from = 0; from < x.length; from += CHUNK) {
      const to = Math.min(x.length, from + CHUNK)
      first?.set(x.subarray(from, to))
      if (y) second?.set(y.subarray(from, to))
      exports.run()
      if (result) out.set(result.subarray(0, to - from), from)
    }
    return out
  }
}

function emit(name: VectorFunctionName, inline: boolean): Uint8Array<ArrayBuffer> {
  const module = new binaryen.Module()
  const { i32, v128, none } = binaryen
  module.setFeatures(binaryen.Features.MVP | binaryen.Features.SIMD128)
  module.setMemory((3 * BYTES) / 65_536, (3 * BYTES) / 65_536, 'memory')
  const at = () => module.local.get(0, i32)
  const argument = (k: number) => module.v128.load(k * BYTES, 16, at())
  const operands = name === 'atan2' ? [argument(0), argument(1)] : [argument(0)]
  const step = module.block(null, [
    module.v128.store(2 * BYTES, 16, at(), module.call(vectorFunction(module, name), operands, v128)),
    module.local.set(0, module.i32.add(at(), module.i32.const(16))),
    module.br('vector', module.i32.ne(at(), module.i32.const(BYTES)))
  ])
  module.addFunction('run', none, none, [i32], module.loop('vector', step))
  module.addFunctionExport('run', 'run')
  if (inline) inlineVectorFunctions(module)
  if (!module.validate()) throw new Error(`${name} is not valid WebAssembly`)
  const bytes = new Uint8Array(module.emitBinary())
  module.dispose()
  return bytes
}
