/** A thread that does one part of a fused kernel's steps: the other half of kernel-threads.ts. It sleeps between calls, inside the kernel. */
import { parentPort, workerData } from 'node:worker_threads'
import { openPart } from '../../core/compile/3-emit/wasm/instance'
import { kernelThreadStartSchema } from './messages'
import type { KernelThreadReport } from './messages'

if (!parentPort) throw new Error('kernel-thread.ts runs as a worker thread of kernel-threads.ts')
const { kernel, part } = kernelThreadStartSchema.parse(workerData)
const work = openPart(kernel, part)
const ready: KernelThreadReport = { kind: 'ready' }
parentPort.postMessage(ready)
work()
