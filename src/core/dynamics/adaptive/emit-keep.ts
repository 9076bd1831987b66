/**
 * Keeping the state at the times that are due, lane by lane, from the method's continuous extension:
 * y + share (change + rest (a + share (b + rest c))), rest = 1 - share, a, b and c the bends.
 */
import binaryen from 'binaryen'
import type { Ref } from '../functions/body'
import type { AdaptiveLayout } from './layout'

type Module = binaryen.Module

/** Locals: lanes that have come to their end or failed; of the lane at hand. */
const Events = 0
const Point = 1
const Row = 2
const Time = 3
const Step = 4
const Reached = 5
const Due = 6
const Share = 7
const Rest = 8
const LOCALS = (): binaryen.Type[] => {
  const { i32, f64 } = binaryen
  return [i32, i32, i32, f64, f64, f64, f64, f64, f64]
}

/** Adds `name()`, which keeps the quantities `wanted` and returns how many lanes want to be looked at. */
export function emitKeep(module: Module, layout: AdaptiveLayout, name: string, wanted: readonly number[]): void {
  const lanes = Array.from({ length: layout.lanes }, (_, lane) => lane)
  const body = [...lanes.flatMap((lane) => keepLane(module, layout, lane, wanted)), module.local.get(Events, binaryen.i32)]
  module.addFunction(name, binaryen.none, binaryen.i32, LOCALS(), module.block(null, body, binaryen.i32))
}

function number(module: Module, local: number): Ref {
  return module.local.get(local, binaryen.f64)
}

function keepLane(module: Module, layout: AdaptiveLayout, lane: number, wanted: readonly number[]): Ref[] {
  const { i32, f64 } = module
  const zero = (): Ref => i32.const(0)
  const at = (address: number, row = 0): number => address + 8 * (row * layout.lanes + lane)
  const load = (address: number, row = 0): Ref => f64.load(at(address, row), 8, zero())
  const isAccepted = i32.load(at(layout.acceptedAt), 4, zero())
  const isFailed = i32.load(at(layout.failedAt), 4, zero())
  const event = (): Ref => module.local.set(Events, i32.add(module.local.get(Events, binaryen.i32), i32.const(1)))
  const begin = [
    module.local.set(Time, load(layout.timeAt)),
    module.local.set(Step, load(layout.stepAt)),
    module.local.set(Reached, load(layout.reachedAt)),
    module.local.set(Due, load(layout.dueAt)),
    module.local.set(Point, i32.load(layout.pointAt + 4 * lane, 4, zero())),
    module.local.set(Row, i32.load(layout.rowAt + 4 * lane, 4, zero()))
  ]
  const end = [
    f64.store(at(layout.dueAt), 8, zero(), number(module, Due)),
    i32.store(layout.pointAt + 4 * lane, 4, zero(), module.local.get(Point, binaryen.i32)),
    i32.store(layout.rowAt + 4 * lane, 4, zero(), module.local.get(Row, binaryen.i32))
  ]
  const again = `due ${lane}`
  const isDue = (): Ref => f64.le(number(module, Due), number(module, Reached))
  const loop = module.loop(again, module.block(null, [...keepPoint(module, layout, wanted, load), finish(module, layout, event), module.br(again, isDue())]))
  const keep = module.if(f64.le(load(layout.dueAt), load(layout.reachedAt)), module.block(null, [...begin, loop, ...end]))
  return [module.if(isAccepted, keep), module.if(isFailed, event())]
}

/** One point of the sweep; then the next is due. */
function keepPoint(module: Module, layout: AdaptiveLayout, wanted: readonly number[], load: (address: number, row?: number) => Ref): Ref[] {
  const { i32, f64 } = module
  const { stateAt, nextAt, bendsAt, size, bends, steps, duration } = layout
  const share = f64.div(f64.sub(number(module, Due), number(module, Time)), number(module, Step))
  const values = wanted.map((quantity, k) => {
    const bend = (which: number): Ref => load(bendsAt, which * size + quantity)
    const second = bends === 3 ? f64.add(bend(1), f64.mul(number(module, Rest), bend(2))) : bend(1)
    const bent = f64.add(bend(0), f64.mul(number(module, Share), second))
    const change = f64.sub(load(nextAt, quantity), load(stateAt, quantity))
    const moved = f64.mul(number(module, Share), f64.add(change, f64.mul(number(module, Rest), bent)))
    return f64.store(8 * k * steps, 8, module.local.get(Row, binaryen.i32), f64.add(load(stateAt, quantity), moved))
  })
  const following = f64.convert_s.i32(i32.add(module.local.get(Point, binaryen.i32), i32.const(1)))
  return [
    module.local.set(Share, f64.min(f64.const(1), share)),
    module.local.set(Rest, f64.sub(f64.const(1), number(module, Share))),
    ...values,
    module.local.set(Row, i32.add(module.local.get(Row, binaryen.i32), i32.const(8))),
    module.local.set(Point, i32.add(module.local.get(Point, binaryen.i32), i32.const(1))),
    module.local.set(Due, f64.div(f64.mul(following, f64.const(duration)), f64.const(steps - 1)))
  ]
}

/** After the last point nothing is due. */
function finish(module: Module, { steps }: AdaptiveLayout, event: () => Ref): Ref {
  const isLast = module.i32.eq(module.local.get(Point, binaryen.i32), module.i32.const(steps))
  return module.if(isLast, module.block(null, [module.local.set(Due, module.f64.const(Infinity)), event()]))
}
