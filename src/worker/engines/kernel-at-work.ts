/** A training kernel at work: its state lies in the memory of the form that ran last, and goes along when the other takes over. */
import type { FusedInstance } from '../../core/compile/3-emit/wasm/instance'
import { vectorOf } from '../../core/network/state'
import { beginSharing, nextWay, tookTime } from './sharing'
import type { Sharing } from './sharing'
import type { TrainingKernel } from './training-kernel'

export interface KernelAtWork {
  readonly kernel: TrainingKernel
  readonly sharing: Sharing
  /** Whose memory holds the state. */
  holder: FusedInstance
}

export function putToWork(kernel: TrainingKernel): KernelAtWork {
  return { kernel, sharing: beginSharing(kernel.shared ? 'shared' : 'alone'), holder: kernel.shared ?? kernel.alone }
}

/**
 * Some steps in one call.
 * @param fill sets the inputs of the form that runs
 * @returns it, with the outputs
 */
export function runSteps(atWork: KernelAtWork, steps: number, fill: (instance: FusedInstance) => void): FusedInstance {
  const instance = takeOver(atWork)
  fill(instance)
  const start = performance.now()
  instance.run(steps)
  if (atWork.kernel.shared) tookTime(atWork.sharing, (performance.now() - start) / steps)
  return instance
}

function takeOver(atWork: KernelAtWork): FusedInstance {
  const { kernel, sharing, holder } = atWork
  const next = kernel.shared && nextWay(sharing) === 'shared' ? kernel.shared : kernel.alone
  if (next === holder) return next
  for (const [name, state] of Object.entries(holder.states)) vectorOf(next.states, name).set(state)
  atWork.holder = next
  return next
}
