/** A recipe's training step as a fused kernel, in the forms that are fastest on this machine: alone, and with other threads where they pay. */
import type { Tile } from '../../core/compile/3-emit/wasm/emission'
import type { FusedInstance } from '../../core/compile/3-emit/wasm/instance'
import { TILE, WIDE_TILE, emitFusedKernel } from '../../core/compile/3-emit/wasm/module'
import type { FusedKernel } from '../../core/compile/3-emit/wasm/module'
import { trainingGraph } from '../../core/compile/network'
import { hasRelaxedSimd } from '../../core/dynamics/kernel/relaxed-simd'
import { modelOf } from '../../core/network/model'
import type { Vectors } from '../../core/network/state'
import { stepLayout } from '../../core/network/step'
import type { Recipe } from '../../core/recipe/schema'
import { libraryWords } from './absence'
import { startKernelThreads } from './kernel-threads'
import { areWorth, threadCounts } from './thread-count'
import { stepTimes } from './wasm-trial'
import { MAY_JOIN_VECTORS, instantiateOptimised, instantiateSharedOptimised } from './wide-vectors'

/** Batches are copied in so many bytes at a time that they are still in the second-level cache when they are read. */
const COPIED_BYTES = 262_144

/** Kernels of the same bits, each with a memory of its own. */
export interface TrainingKernel {
  readonly alone: FusedInstance
  /** On all its threads; null where one is as fast. */
  readonly shared: FusedInstance | null
  /** That share a step, 1 without others. */
  readonly threads: number
  /** Why there are no more threads, where one did not start; '' otherwise. */
  readonly complaint: string
  readonly end: () => Promise<void>
}

/** Threads that a kernel may have besides its caller's. */
export interface KernelThreadSource {
  /** Built kernel-thread.ts; the bundler decides where it lies. */
  readonly url: URL
  /** Threads at most, with the caller's. */
  readonly most: number
}

/**
 * The fastest kernel on one thread, and the fastest on several if it is faster.
 * @param start a state to try them from; theirs are left to be set
 * @param source null where one thread has to do
 */
export async function trainingKernel(recipe: Recipe, start: Vectors<Float32Array>, source: KernelThreadSource | null): Promise<TrainingKernel> {
  const emit = emitter(recipe)
  const alone = fastestAlone(emit, start)
  let best: TrainingKernel = { alone: alone.instance, shared: null, threads: 1, complaint: '', end: async () => {} }
  if (!source || source.most < 2) return best
  const step = alone.step ?? stepTimes([alone.instance], start)[0]
  for (const threads of threadCounts(source.most, step)) {
    const tried = await withThreads(emit(alone.tile, threads), alone.tile === WIDE_TILE, threads, source.url)
    if ('complaint' in tried) return { ...best, ...tried }
    const [fewer, more] = stepTimes([best.shared ?? best.alone, tried.shared], start)
    const isWorth = areWorth(more, fewer)
    await (isWorth ? best : tried).end()
    if (!isWorth) break
    best = { ...best, ...tried }
  }
  return best
}

/**
 * The faster of a kernel for single vectors and one for joined ones, on one thread.
 * @param separable whether its kernels can be run one by one
 */
export function kernelOnOneThread(recipe: Recipe, start: Vectors<Float32Array>, separable = false): FusedInstance {
  return fastestAlone(emitter(recipe, separable), start).instance
}

type Emit = (tile: Tile, threads?: number) => FusedKernel

function emitter(recipe: Recipe, separable = false): Emit {
  const model = modelOf(recipe)
  const layout = stepLayout(model, recipe.training)
  const drawn = layout.randoms.reduce((sum, { shape: [, size] }) => sum + size, 0)
  const bytes = Float32Array.BYTES_PER_ELEMENT * recipe.training.batch * (model.inputs + model.outputs + drawn)
  const options = {
    states: layout.states.length,
    capacity: Math.max(1, Math.floor(COPIED_BYTES / bytes)),
    relaxed: hasRelaxedSimd(),
    separable
  }
  const graph = trainingGraph(model, recipe.training)
  return (tile, threads = 1) => emitFusedKernel(graph, { ...options, tile, threads })
}

interface Alone {
  readonly instance: FusedInstance
  readonly tile: Tile
  /** Milliseconds of a step, where they had to be measured. */
  readonly step: number | null
}

function fastestAlone(emit: Emit, start: Vectors<Float32Array>): Alone {
  const single = instantiateOptimised(emit(TILE), false)
  if (!MAY_JOIN_VECTORS) return { instance: single, tile: TILE, step: null }
  const joined = instantiateOptimised(emit(WIDE_TILE), true)
  const [plain, wide] = stepTimes([single, joined], start)
  return wide < plain ? { instance: joined, tile: WIDE_TILE, step: wide } : { instance: single, tile: TILE, step: plain }
}

interface Shared {
  readonly shared: FusedInstance
  readonly threads: number
  readonly end: () => Promise<void>
}

/** A thread that does not start keeps nobody from training on fewer. */
async function withThreads(kernel: FusedKernel, joined: boolean, threads: number, url: URL): Promise<Shared | Pick<TrainingKernel, 'complaint'>> {
  const instance = instantiateSharedOptimised(kernel, joined)
  try {
    const { run, end } = await startKernelThreads(instance, threads, url)
    return { shared: { ...instance, run }, threads, end }
  } catch (thrown) {
    return { complaint: libraryWords(thrown) }
  }
}
