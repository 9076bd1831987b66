/** The function that the simulator calls: sweeps, then bins, block by block. */
import binaryen from 'binaryen'
import type { KernelLayout } from './layout'

type Ref = binaryen.ExpressionRef
type Module = binaryen.Module

function pointer(module: Module, local: number): Ref {
  return module.local.get(local, binaryen.i32)
}

/** `fill(parameters, output, blocks)`: sweeps and resamples `blocks` blocks of parameters at one address into bins at the other. */
export function emitFill(module: Module, layout: KernelLayout): void {
  const i32 = binaryen.i32
  const [parameters, output, blocks] = [0, 1, 2]
  const advance = (local: number, bytes: number): Ref =>
    module.local.set(local, module.i32.add(pointer(module, local), module.i32.const(bytes)))
  const work = [
    module.call('observe', [pointer(module, parameters)], binaryen.none),
    module.call('resample', [pointer(module, output)], binaryen.none),
    advance(parameters, 4 * layout.lanes),
    advance(output, 4 * layout.lanes * layout.bins),
    advance(blocks, -1),
    module.br('block', pointer(module, blocks))
  ]
  module.addFunction('fill', binaryen.createType([i32, i32, i32]), binaryen.none, [], module.loop('block', module.block(null, work)))
  module.addFunctionExport('fill', 'fill')
}
