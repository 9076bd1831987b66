/** The function that the simulator calls: sweeps, then bins, block by block. */
import binaryen from 'binaryen'
import type { KernelLayout } from './layout'

type Ref = binaryen.ExpressionRef
type Module = binaryen.Module

function pointer(module: Module, local: number): Ref {
  return module.local.get(local, binaryen.i32)
}

/** `fill(blocks)`: sweeps and resamples the first `blocks` blocks of parameters. */
export function emitFill(module: Module, layout: KernelLayout): void {
  const i32 = binaryen.i32
  const [blocks, parameters, output] = [0, 1, 2]
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
  const body = module.block(null, [
    module.local.set(parameters, module.i32.const(layout.parametersAt)),
    module.local.set(output, module.i32.const(layout.outputAt)),
    module.loop('block', module.block(null, work))
  ])
  module.addFunction('fill', i32, binaryen.none, [i32, i32], body)
  module.addFunctionExport('fill', 'fill')
}
