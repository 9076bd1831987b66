/**
 * Several threads in one kernel. All have the module and its memory; they meet between two pieces of a step where one of them is shared.
 * Whoever waits looks again and again for some microseconds, then sleeps until the last one wakes it: between two calls
 * nobody takes time.
 */
import binaryen from 'binaryen'
import type { Cut } from './cut'
import type { Module, Ref } from './emission'

/** Addresses of what threads tell one another, each on a line of the cache of its own. */
export interface Meeting {
  /** Threads that have come. */
  readonly arrived: number
  /** Counts the meetings. */
  readonly round: number
  readonly asleep: number
  /** Who has to come: 1 while functions are only compiled. */
  readonly threads: number
  /** Of the call under way; 0 ends the threads. */
  readonly steps: number
  readonly bytes: number
}

const LINE = 128

export function planMeeting(at: number): Meeting {
  const [arrived, round, asleep, threads, steps] = [0, 1, 2, 3, 4].map((line) => at + LINE * line)
  return { arrived, round, asleep, threads, steps, bytes: at + 5 * LINE }
}

/** A kernel in a step: one function that part 0 runs, or one for each cut. */
export type Piece = { readonly alone: string } | { readonly shared: readonly { readonly name: string; readonly cut: Cut }[] }

/** Looks before sleeping, some 20 us on an AMD EPYC: longer than a stretch of small kernels, or the copy of a batch between two calls. */
const LOOKS = 50_000
const FOREVER = -1n

/**
 * `run(steps)` for the thread that calls, part 0; `work(part)` for each other, which returns when it is called for no steps; and
 * `pass(steps, part)`, one part of a call without the others, so that its functions can be compiled.
 */
export function emitThreadedRun(module: Module, meeting: Meeting, pieces: readonly Piece[]): void {
  const { i32 } = module
  const address = (at: number): Ref => i32.const(at)
  const meet = (): Ref => module.call('meet', [], binaryen.none)
  emitMeet(module, meeting)
  emitPass(module, pieces, meet)
  const get = (local: number): Ref => module.local.get(local, binaryen.i32)
  const steps = (): Ref => i32.atomic.load(0, address(meeting.steps))
  const run = [i32.atomic.store(0, address(meeting.steps), get(0)), meet(), module.call('pass', [get(0), i32.const(0)], binaryen.none)]
  module.addFunction('run', binaryen.i32, binaryen.none, [], module.block(null, run))
  const again = module.block(null, [
    meet(),
    module.local.set(1, steps()),
    module.if(i32.eqz(get(1)), module.return()),
    module.call('pass', [get(1), get(0)], binaryen.none),
    module.br('again')
  ])
  module.addFunction('work', binaryen.i32, binaryen.none, [binaryen.i32], module.loop('again', again))
  for (const name of ['run', 'work', 'pass']) module.addFunctionExport(name, name)
}

/**
 * The last to come opens the next round. Whoever sleeps said so before it looked at the round for the last time, which the
 * instruction does that puts it to sleep; so either the last one sees it, or it sees the round.
 */
function emitMeet(module: Module, { arrived, round, asleep, threads }: Meeting): void {
  const { i32 } = module
  const [now, looks] = [0, 1]
  const get = (local: number): Ref => module.local.get(local, binaryen.i32)
  const load = (at: number): Ref => i32.atomic.load(0, i32.const(at))
  const add = (at: number, value: number): Ref => i32.atomic.rmw.add(0, i32.const(at), i32.const(value))
  const isOver = (): Ref => i32.ne(load(round), get(now))
  const open = module.block(null, [
    i32.atomic.store(0, i32.const(arrived), i32.const(0)),
    module.drop(add(round, 1)),
    module.if(load(asleep), module.drop(module.memory.atomic.notify(i32.const(round), i32.const(-1)))),
    module.return()
  ])
  const look = module.loop('look', module.block(null, [
    module.if(isOver(), module.return()),
    module.br_if('look', module.local.tee(looks, i32.sub(get(looks), i32.const(1)), binaryen.i32))
  ]))
  const sleep = [
    module.drop(add(asleep, 1)),
    module.loop('sleep', module.block(null, [
      module.drop(module.memory.atomic.wait32(i32.const(round), get(now), module.i64.const(FOREVER))),
      module.br_if('sleep', i32.eqz(isOver()))
    ])),
    module.drop(add(asleep, -1))
  ]
  const body = module.block(null, [
    module.local.set(now, load(round)),
    module.if(i32.eq(add(arrived, 1), i32.sub(load(threads), i32.const(1))), open),
    module.local.set(looks, i32.const(LOOKS)),
    look,
    ...sleep
  ])
  module.addFunction('meet', binaryen.none, binaryen.none, [binaryen.i32, binaryen.i32], body)
}

/** Every piece in order, for each step: between two that part 0 does, the others need not be there. */
function emitPass(module: Module, pieces: readonly Piece[], meet: () => Ref): void {
  const { i32 } = module
  const [steps, part, step] = [0, 1, 2]
  const get = (local: number): Ref => module.local.get(local, binaryen.i32)
  const body = pieces.flatMap((piece, index) => {
    const next = pieces[(index + 1) % pieces.length]
    const after = 'alone' in piece && 'alone' in next ? [] : [meet()]
    if ('alone' in piece) return [module.if(i32.eqz(get(part)), module.call(piece.alone, [get(step)], binaryen.none)), ...after]
    const calls = piece.shared.map(({ name, cut: { first, parts } }) => {
      const isMine = i32.lt_u(i32.sub(get(part), i32.const(first)), i32.const(parts))
      return module.if(isMine, module.call(name, [get(step), get(part)], binaryen.none))
    })
    return [...calls, ...after]
  })
  const again = module.br_if('step', i32.lt_u(module.local.tee(step, i32.add(get(step), i32.const(1)), binaryen.i32), get(steps)))
  const loop = module.loop('step', module.block(null, [...body, again]))
  module.addFunction('pass', binaryen.createType([binaryen.i32, binaryen.i32]), binaryen.none, [binaryen.i32], loop)
}
