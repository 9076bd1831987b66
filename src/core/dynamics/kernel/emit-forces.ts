/**
 * The random forces on a block of sweeps: lane k of the increments has the normal numbers of sample `first + k`, those of `normal` in
 * core/random/stream.ts in their order, times the square root of dt. Each vector holds one number of four samples, so that nothing is
 * transposed.
 */
import binaryen from 'binaryen'
import type { Kept, Ref } from '../functions/body'
import { NORMALS_IN_A_BLOCK } from '../../random/stream'
import { writeNormals } from './emit-normals'
import type { KernelLayout } from './layout'
import { createWriter } from './writer'
import type { Writer } from './writer'

type Module = binaryen.Module

/** Arguments of `forces`: the first sample, its stream's address (see core/random/stream.ts), sqrt(dt). */
const Sample = 0
const BatchLow = 1
const BatchHigh = 2
const Seed = 3
const Purpose = 4
const Size = 5
/** Locals: next block of every stream, and where its numbers go. */
const Block = 6
const Pointer = 7
const FIRST_VECTOR = 8

const LANES_PER_VECTOR = 4

/** Adds `forces(sample, batchLow, batchHigh, seed, purpose, size)`, which fills the increments of a block of sweeps. */
export function emitForces(module: Module, layout: KernelLayout, vectors: number): void {
  const { i32, f32, v128, none } = binaryen
  const blocks = Math.ceil((layout.noisy * layout.steps) / NORMALS_IN_A_BLOCK)
  const once = createWriter(module, FIRST_VECTOR)
  const splat = (local: number): Kept => once.keep(module.i32x4.splat(module.local.get(local, i32)))
  const shared = { batch: [splat(BatchLow), splat(BatchHigh)], key: [splat(Seed), splat(Purpose)] } as const
  const writer = createWriter(module, FIRST_VECTOR + once.vectors())
  for (let vector = 0; vector < vectors; vector++) writeRows(writer, layout, vector, shared)
  const advance = (local: number, by: number): Ref =>
    module.local.set(local, module.i32.add(module.local.get(local, i32), module.i32.const(by)))
  const loop = [
    ...writer.statements,
    advance(Pointer, NORMALS_IN_A_BLOCK * 4 * layout.lanes),
    advance(Block, 1),
    module.br('block', module.i32.ne(module.local.get(Block, i32), module.i32.const(blocks)))
  ]
  const body = module.block(null, [
    ...once.statements,
    module.local.set(Block, module.i32.const(0)),
    module.local.set(Pointer, module.i32.const(layout.incrementsAt)),
    module.loop('block', module.block(null, loop))
  ])
  const locals = [i32, i32, ...Array.from({ length: once.vectors() + writer.vectors() }, () => v128)]
  module.addFunction('forces', binaryen.createType([i32, i32, i32, i32, i32, f32]), none, locals, body)
  module.addFunctionExport('forces', 'forces')
}

/** What the streams of all samples have in common, as vectors. */
interface Shared {
  readonly batch: readonly [Kept, Kept]
  readonly key: readonly [Kept, Kept]
}

/** One block of the streams of four samples: four numbers of each, into four rows. */
function writeRows(writer: Writer, layout: KernelLayout, vector: number, { batch, key }: Shared): void {
  const { module, keep, statements } = writer
  const { i32 } = binaryen
  const splat = (local: number): Ref => module.i32x4.splat(module.local.get(local, i32))
  const lanes = Uint32Array.from({ length: LANES_PER_VECTOR }, (_, lane) => LANES_PER_VECTOR * vector + lane)
  const samples = keep(module.i32x4.add(splat(Sample), module.v128.const(new Uint8Array(lanes.buffer))))
  const normals = writeNormals(writer, { counters: [() => splat(Block), samples, ...batch], key, deviation: Size })
  normals.forEach((value, row) => {
    statements.push(module.v128.store(4 * layout.lanes * row + 16 * vector, 16, module.local.get(Pointer, i32), value()))
  })
}
