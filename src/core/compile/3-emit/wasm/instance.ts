/** A fused kernel ready to run. */
import { compileModule, instantiate, instantiateCompiled, sharedMemory } from '../../../dynamics/kernel/web-assembly'
import type { CompiledModule, SharedMemory } from '../../../dynamics/kernel/web-assembly'
import type { FusedKernel } from './module'
import type { Region } from './plan'

interface FusedExports {
  readonly memory?: { readonly buffer: ArrayBuffer }
  readonly run: (steps: number) => void
  /** A kernel of its own, where the module was asked to be separable: takes the step's number. */
  readonly [kernel: string]: unknown
}

/** On shared memory where several threads run the kernel. */
type Views = Readonly<Record<string, Float32Array>>

/** Views of the kernel's memory, by the graph's names. */
export interface FusedInstance {
  readonly capacity: number
  readonly states: Views
  readonly shared: Views
  /** [capacity, ...], one slice a step. */
  readonly inputs: Views
  readonly outputs: Views
  /** Runs the graph `steps` times, 1 to `capacity`. */
  readonly run: (steps: number) => void
  /** Each kernel alone for the step of the given number, in order; empty unless the module is separable. */
  readonly kernels: readonly ((step: number) => void)[]
}

export function instantiateFused(kernel: FusedKernel): FusedInstance {
  if (kernel.threaded) throw new Error('a kernel of several threads needs them: see instantiateShared')
  const exports = instantiate<FusedExports>(kernel.bytes)
  if (!exports.memory) throw new Error('the kernel does not export its memory')
  return {
    ...viewsOf(kernel, exports.memory.buffer),
    run: exports.run,
    kernels: Object.values(exports).filter(isKernel)
  }

  function isKernel(one: unknown): one is (step: number) => void {
    return typeof one === 'function' && one !== exports.run
  }
}

function viewsOf({ capacity, ...regions }: FusedKernel, buffer: ArrayBufferLike): Omit<FusedInstance, 'run' | 'kernels'> {
  const views = (of: Readonly<Record<string, Region>>, steps: number): Views =>
    Object.fromEntries(Object.entries(of).map(([name, { at, size }]) => [name, new Float32Array(buffer, at, size * steps)]))
  return {
    capacity,
    states: views(regions.states, 1),
    shared: views(regions.shared, 1),
    inputs: views(regions.inputs, capacity),
    outputs: views(regions.outputs, capacity)
  }
}

/** What every other thread needs of a kernel that they share; may be sent to one. */
export interface SharedKernel {
  readonly module: CompiledModule
  readonly memory: SharedMemory
}

/** A kernel of several threads, on the one that calls it. */
export interface SharedInstance extends FusedInstance {
  readonly kernel: SharedKernel
  /** One part of a call, without the others: for the host to compile, or for one thread to do all parts, piece after piece. */
  readonly pass: (steps: number, part: number) => void
  /** From now on `run` waits for the others. */
  readonly expectOthers: () => void
}

interface SharedExports {
  readonly run: (steps: number) => void
  readonly work: (part: number) => void
  readonly pass: (steps: number, part: number) => void
}

export function instantiateShared(kernel: FusedKernel): SharedInstance {
  const { threaded } = kernel
  if (!threaded) throw new Error('the kernel was emitted for one thread')
  const module = compileModule(kernel.bytes)
  const memory = sharedMemory(threaded.pages)
  const { run, work, pass } = open({ module, memory })
  const told = new Int32Array(memory.buffer)
  const { threads, steps } = threaded.meeting
  const expect = (count: number): number => Atomics.store(told, threads / Int32Array.BYTES_PER_ELEMENT, count)
  expect(1)
  return {
    ...viewsOf(kernel, memory.buffer),
    run,
    kernels: [],
    kernel: { module, memory },
    pass: (count, part) => {
      pass(count, part)
      // So that it is compiled as well: it comes back at once.
      Atomics.store(told, steps / Int32Array.BYTES_PER_ELEMENT, 0)
      work(part)
    },
    expectOthers: () => expect(threaded.threads)
  }
}

/** One part of every call that another thread makes: what is returned takes all of the thread's time, most of it asleep. */
export function openPart(kernel: SharedKernel, part: number): () => void {
  const { work } = open(kernel)
  return () => work(part)
}

function open({ module, memory }: SharedKernel): SharedExports {
  return instantiateCompiled<SharedExports>(module, { shared: { memory } })
}
