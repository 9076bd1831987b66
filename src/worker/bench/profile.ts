/** Where the time of a training step goes on the fused kernel: each of its pieces alone, against the clock. */
import type { ProfileRow } from '../../core/contract/answers'
import { trainingGraph } from '../../core/compile/network'
import type { Kernel } from '../../core/compile/3-emit/wasm/kernels'
import { printKernel } from '../../core/compile/3-emit/wasm/print'
import { program } from '../../core/compile/3-emit/wasm/settle'
import { modelOf } from '../../core/network/model'
import { vectorOf } from '../../core/network/state'
import { stepLayout } from '../../core/network/step'
import type { Recipe } from '../../core/recipe/schema'
import { initialState } from '../engines/initial-state'
import { kernelOnOneThread } from '../engines/training-kernel'
import { fillInputs } from '../engines/wasm-trial'

/** The shortest of so many rounds of so many milliseconds counts: nothing makes a kernel faster than it is. */
const ROUNDS = 15
const ROUND_MILLISECONDS = 2

/** The kernels of a step, in order. */
export async function profileStep(recipe: Recipe): Promise<ProfileRow[]> {
  const { vectors } = await initialState(recipe)
  const { states } = stepLayout(modelOf(recipe), recipe.training)
  const { kernels } = program(trainingGraph(modelOf(recipe), recipe.training), states.length, 0)
  const running = kernelOnOneThread(recipe, vectors, true)
  for (const { name } of states) vectorOf(running.states, name).set(vectorOf(vectors, name))
  fillInputs(running)
  running.run(1)
  return kernels.map((kernel, index) => {
    const run = running.kernels[index]
    if (!run) throw new Error(`the module does not export kernel ${index}`)
    const microseconds = 1000 * shortest(() => run(0))
    return { kernel: describe(kernel), microseconds, gigaflops: (operations(kernel) / microseconds) * 1e-3 }
  })
}

function describe(kernel: Kernel): string {
  const [first = ''] = printKernel(kernel)
  if (kernel.kind !== 'loop') return first
  return `${first} ${kernel.nodes.map(({ op }) => op).join(' ')}${kernel.reductions.length > 0 ? ', reduced' : ''}`
}

/** Additions and multiplications of a product; 0 of what moves numbers or takes them one by one. */
function operations(kernel: Kernel): number {
  return kernel.kind === 'gemm' ? 2 * kernel.m * kernel.n * kernel.k : 0
}

/** Milliseconds of one call. */
function shortest(work: () => void): number {
  let calls = 1
  while (clocked(work, calls) < ROUND_MILLISECONDS) calls *= 2
  return Math.min(...Array.from({ length: ROUNDS }, () => clocked(work, calls) / calls))
}

function clocked(work: () => void, calls: number): number {
  const start = performance.now()
  for (let call = 0; call < calls; call++) work()
  return performance.now() - start
}
