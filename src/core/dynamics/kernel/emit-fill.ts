/** The function that the simulator calls: random forces where there are any, sweeps, then bins, block by block. */
import binaryen from 'binaryen'
import type { KernelLayout } from './layout'

type Ref = binaryen.ExpressionRef
type Module = binaryen.Module

/** Arguments of `fill`: blocks, then those of `forces`; and two byte addresses. */
const Blocks = 0
const Sample = 1
const [BatchLow, BatchHigh, Seed, Purpose, Size] = [2, 3, 4, 5, 6]
const Parameters = 7
const Output = 8

/**
 * `fill(blocks, sample, batchLow, batchHigh, seed, purpose, size)`: sweeps and resamples the first `blocks` blocks of parameters. The
 * first sweep is sample `sample` of its batch; where no quantity has a random force, all but `blocks` is ignored.
 */
export function emitFill(module: Module, layout: KernelLayout): void {
  const { i32, f32, none } = binaryen
  const integer = (local: number): Ref => module.local.get(local, i32)
  const advance = (local: number, by: number): Ref => module.local.set(local, module.i32.add(integer(local), module.i32.const(by)))
  const address = [Sample, BatchLow, BatchHigh, Seed, Purpose].map(integer)
  const forces = layout.noisy > 0 ? [module.call('forces', [...address, module.local.get(Size, f32)], none)] : []
  const work = [
    ...forces,
    module.call('observe', [integer(Parameters)], none),
    module.call('resample', [integer(Output)], none),
    advance(Sample, layout.lanes),
    advance(Parameters, 4 * layout.lanes),
    advance(Output, 4 * layout.lanes * layout.bins),
    advance(Blocks, -1),
    module.br('block', integer(Blocks))
  ]
  const body = module.block(null, [
    module.local.set(Parameters, module.i32.const(layout.parametersAt)),
    module.local.set(Output, module.i32.const(layout.outputAt)),
    module.loop('block', module.block(null, work))
  ])
  module.addFunction('fill', binaryen.createType([i32, i32, i32, i32, i32, i32, f32]), none, [i32, i32], body)
  module.addFunctionExport('fill', 'fill')
}
