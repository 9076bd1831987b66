/**
 * What `auto` does: times a few steps on each engine that may win, takes the fastest, and says what it chose and why.
 * The processor comes first, since it is there at once and its time tells which of the others need not be started.
 */
import { trainingGraph } from '../../core/compile/network'
import type { EngineKind } from '../../core/contract/engine'
import { errorData } from '../../core/contract/errors'
import { modelOf } from '../../core/network/model'
import type { Recipe } from '../../core/recipe/schema'
import type { EngineClient } from './client'
import { ENGINES } from './table'
import { timeStep } from './timing'

/** Processor first, then what has to be faster than it. */
const ORDER: readonly EngineKind[] = ['cpu', 'wasm', 'cuda', 'directml', 'coreml', 'webgpu', 'tensorflow']
const ON_PROCESSOR: readonly EngineKind[] = ['cpu', 'wasm']
/**
 * Milliseconds that an operation costs at least on an engine that is driven from outside: a GPU's launch takes 3 to 10 us
 * (NVIDIA, "Getting Started with CUDA Graphs", 2019), an operation of eager TensorFlow more.
 */
const LAUNCH = 0.005
/** An engine on other hardware is not waited for longer than this, in milliseconds; a processor may be busy, but it answers. */
const DEADLINE = 4_000

export interface Chosen {
  readonly engine: EngineClient
  /** Milliseconds a step. */
  readonly step: number
  /** One sentence in plain words. */
  readonly why: string
}

interface Timed {
  readonly engine: EngineClient
  readonly step: number
}

/** @param start starts an engine on a thread of its own */
export async function chooseEngine(recipe: Recipe, start: (kind: EngineKind) => Promise<EngineClient>): Promise<Chosen> {
  const least = trainingGraph(modelOf(recipe), recipe.training).nodes.length * LAUNCH
  const said: string[] = []
  let best: Timed | null = null
  for (const kind of ORDER) {
    if (await ENGINES[kind].absence()) continue
    if (best && !ON_PROCESSOR.includes(kind) && least > best.step) {
      said.push(`${kind} not tried, its launches alone would take ${readable(least)}`)
      continue
    }
    const tried = await attempt(recipe, () => start(kind), ON_PROCESSOR.includes(kind) ? Infinity : DEADLINE)
    said.push(`${kind} ${'step' in tried ? readable(tried.step) : `left out (${tried.why})`}`)
    if ('step' in tried) best = await faster(best, tried)
  }
  // With no engine at all the processor's own failure is what there is to say.
  if (!best) return { engine: await start('cpu'), step: NaN, why: '' }
  return { ...best, why: sentence(best, said) }
}

async function attempt(recipe: Recipe, start: () => Promise<EngineClient>, deadline: number): Promise<Timed | { readonly why: string }> {
  const starting = start()
  try {
    return await withDeadline(starting.then(async (engine) => ({ engine, step: await timeStep(recipe, engine) })), deadline)
  } catch (thrown) {
    void starting.then((engine) => engine.dispose()).catch(() => {})
    return { why: errorData(thrown).message.replace(/[.\s]+$/, '') }
  }
}

async function faster(best: Timed | null, tried: Timed): Promise<Timed> {
  if (!best) return tried
  const [winner, loser] = tried.step < best.step ? [tried, best] : [best, tried]
  await loser.engine.dispose()
  return winner
}

function sentence({ engine, step }: Timed, said: readonly string[]): string {
  const others = said.filter((words) => !words.startsWith(`${engine.kind} `))
  return [`${engine.kind}: ${readable(step)} a step`, ...others].join('; ')
}

/** '34 us', '2.1 ms' */
function readable(milliseconds: number): string {
  return milliseconds < 1 ? `${Number((1000 * milliseconds).toPrecision(2))} us` : `${Number(milliseconds.toPrecision(2))} ms`
}

async function withDeadline<Value>(work: Promise<Value>, deadline: number): Promise<Value> {
  if (deadline === Infinity) return work
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no result within ${deadline / 1000} s`)), deadline)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
