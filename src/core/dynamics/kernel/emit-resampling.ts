/**
 * The second pass over a block: |z| of every step, still in the first-level cache, to bins. A bin's vector holds one
 * bin of four sweeps; its lanes go to four rows of the output.
 */
import binaryen from 'binaryen'
import type { KernelLayout } from './layout'

type Ref = binaryen.ExpressionRef
type Module = binaryen.Module

const LANES_PER_VECTOR = 4
const Output = 0
const Bin = 1
const Weight = 2
const Row = 3
const End = 4
const FIRST_SUM = 5

/** Adds `resample(output)`, which writes [lanes][bins] numbers from byte address `output` on. */
export function emitResampling(module: Module, layout: KernelLayout, vectors: number): void {
  const { i32, v128 } = binaryen
  const rowBytes = 4 * layout.lanes
  const get = (local: number): Ref => module.local.get(local, i32)
  const advance = (local: number, bytes: number): Ref =>
    module.local.set(local, module.i32.add(get(local), module.i32.const(bytes)))
  const sum = (vector: number): Ref => module.local.get(FIRST_SUM + vector, v128)
  const eachVector = (make: (vector: number) => Ref | Ref[]): Ref[] =>
    Array.from({ length: vectors }, (_, vector) => make(vector)).flat()

  const addRow = eachVector((vector) => {
    const row = module.v128.load(layout.rowsAt + 16 * vector, 4, get(Row))
    const weight = module.v128.load32_splat(0, 4, get(Weight))
    return module.local.set(FIRST_SUM + vector, module.f32x4.add(sum(vector), module.f32x4.mul(row, weight)))
  })
  const addRows = module.loop(
    'row',
    module.block(null, [
      ...addRow,
      advance(Weight, 4),
      advance(Row, rowBytes),
      module.br('row', module.i32.ne(get(Row), get(End)))
    ])
  )
  const zero = module.v128.const(new Uint8Array(16))
  const store = eachVector((vector) =>
    Array.from({ length: LANES_PER_VECTOR }, (_, lane) => {
      const offset = 4 * layout.bins * (LANES_PER_VECTOR * vector + lane)
      return module.v128.store32_lane(offset, 4, lane, get(Output), sum(vector))
    })
  )
  const count = module.i32.load(layout.binsAt + 4, 4, get(Bin))
  const oneBin = module.block(null, [
    module.local.set(Row, module.i32.load(layout.binsAt, 4, get(Bin))),
    module.local.set(End, module.i32.add(get(Row), module.i32.mul(count, module.i32.const(rowBytes)))),
    ...eachVector((vector) => module.local.set(FIRST_SUM + vector, module.copyExpression(zero))),
    addRows,
    ...store,
    advance(Output, 4),
    advance(Bin, 8),
    module.br('bin', module.i32.ne(get(Bin), module.i32.const(8 * layout.bins)))
  ])
  const body = module.block(null, [
    module.local.set(Weight, module.i32.const(layout.weightsAt)),
    module.loop('bin', oneBin)
  ])
  const locals = [i32, i32, i32, i32, ...eachVector(() => v128)]
  module.addFunction('resample', i32, binaryen.none, locals, body)
}
