/** The other threads of a fused kernel: the host half of kernel-thread.ts. */
import { Worker } from 'node:worker_threads'
import type { SharedInstance, SharedKernel } from '../../core/compile/3-emit/wasm/instance'
import { libraryWords } from './absence'
import { kernelThreadReportSchema } from './messages'
import type { KernelThreadStart } from './messages'

export interface KernelThreads {
  /** Runs the kernel with them. @throws where one of them has ended */
  readonly run: (steps: number) => void
  readonly end: () => Promise<void>
}

/**
 * Starts all threads but the caller's own, part 0.
 * @param threads with the caller's
 * @throws what kept one from starting; none is left then
 */
export async function startKernelThreads(instance: SharedInstance, threads: number, url: URL): Promise<KernelThreads> {
  // Before one of them comes, which else would think that it comes last.
  instance.expectOthers()
  let lost: Error | null = null
  const starting = Array.from({ length: threads - 1 }, (_, index) =>
    startThread(instance.kernel, index + 1, url, (error) => (lost ??= error))
  )
  const started = await Promise.allSettled(starting)
  const workers = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const end = async (): Promise<void> => {
    lost ??= new Error('they were told to')
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
  const failed = started.find((one) => one.status === 'rejected')
  if (failed) {
    await end()
    throw failed.reason
  }
  return {
    run: (steps) => {
      if (lost) throw new Error(`a thread of the kernel ended: ${lost.message}`)
      instance.run(steps)
    },
    end
  }
}

function startThread(kernel: SharedKernel, part: number, url: URL, lose: (error: Error) => void): Promise<Worker> {
  const start: KernelThreadStart = { kernel, part }
  const worker = new Worker(url, { workerData: start, name: `kernel ${part}` })
  return new Promise((ready, notReady) => {
    const fail = (error: Error): void => {
      lose(error)
      notReady(error)
    }
    worker.on('error', (thrown) => fail(new Error(libraryWords(thrown))))
    worker.on('exit', (code) => fail(new Error(`exit code ${code}`)))
    worker.on('message', (message: unknown) => {
      kernelThreadReportSchema.parse(message)
      // Asleep, it keeps no process from ending.
      worker.unref()
      ready(worker)
    })
  })
}
