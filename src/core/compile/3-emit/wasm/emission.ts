/** What the emitters of all kernels share. */
import binaryen from 'binaryen'
import type { Cut } from './cut'
import type { MemoryPlan } from './plan'
import { placeOf } from './places'
import type { Program } from './settle'

export type Ref = binaryen.ExpressionRef
export type Module = binaryen.Module

/** How much of a product stays in registers at once. Its bits do not depend on it. */
export interface Tile {
  /** Vectors of four columns. */
  readonly vectors: number
  /** Sums of a tile in registers; its rows follow from them. */
  readonly registers: number
  /** Vectors that the host holds in one register: 2 where it joins neighbours into 256 bits. */
  readonly joined: 1 | 2
}

export interface Emission {
  readonly module: Module
  readonly program: Program
  readonly plan: MemoryPlan
  /** a * b + c rounded once, where the machine can: other bits than with two roundings. */
  readonly relaxed: boolean
  readonly tile: Tile
  /** The parts of a kernel that the function under way does one of; null where it does all of the kernel. */
  readonly cut: Cut | null
}

/** Byte address of a value in the first step, and how far it moves each step. */
export interface Address {
  readonly at: number
  readonly each: number
}

export const FLOAT_BYTES = 4
export const LANES = 4
export const VECTOR_BYTES = 16

export function addressOf({ program, plan }: Emission, value: string): Address {
  const { root, offset } = placeOf(program.nesting, value)
  const region = plan.regions.get(root)
  if (!region) throw new Error(`${program.graph.name}: ${root} has no place in memory`)
  return { at: region.at + FLOAT_BYTES * offset, each: region.each }
}

/** Every kernel's function takes the step's number, its local 0; that of a part also which part it is. */
const STEP = 0
const PART = 1

/** The locals of a function under way: its body is written first, its locals are counted on the way. */
export interface Locals {
  readonly types: binaryen.Type[]
  readonly integer: () => number
  readonly vector: () => number
}

export function createLocals({ cut }: Pick<Emission, 'cut'>): Locals {
  const types: binaryen.Type[] = []
  const last = cut ? PART : STEP
  const add = (type: binaryen.Type): number => last + types.push(type)
  return { types, integer: () => add(binaryen.i32), vector: () => add(binaryen.v128) }
}

export function integer(module: Module, local: number): Ref {
  return module.local.get(local, binaryen.i32)
}

export function vector(module: Module, local: number): Ref {
  return module.local.get(local, binaryen.v128)
}

/** Nothing where nothing moves. */
export function advance(module: Module, local: number, bytes: number): Ref[] {
  return bytes === 0 ? [] : [module.local.set(local, module.i32.add(integer(module, local), module.i32.const(bytes)))]
}

export function addKernelFunction({ module, cut }: Emission, name: string, locals: Locals, body: Ref): void {
  const parameters = cut ? binaryen.createType([binaryen.i32, binaryen.i32]) : binaryen.i32
  module.addFunction(name, parameters, binaryen.none, locals.types, body)
}

/**
 * How far something has moved since the first step, and where a part of it begins.
 * @param along bytes from one to the next along the axis that is cut, where one is
 */
export function movedBy({ module, cut }: Emission, each: number, along: number): Ref {
  const moved = each === 0 ? module.i32.const(0) : module.i32.mul(integer(module, STEP), module.i32.const(each))
  if (!cut || along === 0) return moved
  const parts = module.i32.mul(integer(module, PART), module.i32.const(along * cut.length))
  const begin = cut.before === 0 ? parts : module.i32.add(parts, module.i32.const(along * cut.before))
  return each === 0 ? begin : module.i32.add(moved, begin)
}

/** `count` times, with a counter of its own; once needs no loop. */
export function repeat({ module, locals, label }: Repeats, count: number, body: readonly Ref[]): Ref[] {
  if (count < 1) return []
  if (count === 1) return [...body]
  const counter = locals.integer()
  const again = module.br_if(label, module.local.tee(counter, module.i32.sub(integer(module, counter), module.i32.const(1)), binaryen.i32))
  return [module.local.set(counter, module.i32.const(count)), module.loop(label, module.block(null, [...body, again]))]
}

export interface Repeats {
  readonly module: Module
  readonly locals: Locals
  /** Of the loop, one of its own inside the function. */
  readonly label: string
}

/** The first `lanes` numbers of a vector to memory, and not one more. */
export function storeLanes(module: Module, lanes: number, at: number, pointer: () => Ref, value: () => Ref): Ref[] {
  if (lanes === LANES) return [module.v128.store(at, FLOAT_BYTES, pointer(), value())]
  const two = lanes >= 2 ? [module.v128.store64_lane(at, FLOAT_BYTES, 0, pointer(), value())] : []
  const odd = lanes % 2
  const last = odd ? [module.v128.store32_lane(at + FLOAT_BYTES * (lanes - 1), FLOAT_BYTES, lanes - 1, pointer(), value())] : []
  return [...two, ...last]
}

export function splatNumber(module: Module, value: number): Ref {
  return module.f32x4.splat(module.f32.const(value))
}
