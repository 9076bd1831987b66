/** Several threads give the bits of one, on every kind of kernel, and end when they are told to. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { instantiateFused } from '../../../src/core/compile/3-emit/wasm/instance'
import type { FusedInstance } from '../../../src/core/compile/3-emit/wasm/instance'
import { TILE, WIDE_TILE, emitFusedKernel } from '../../../src/core/compile/3-emit/wasm/module'
import { startKernelThreads } from '../../../src/worker/engines/kernel-threads'
import { instantiateSharedOptimised } from '../../../src/worker/engines/wide-vectors'
import { randomGraph } from '../../core/compile/wasm/random-graph'
import { fill } from '../../core/compile/wasm/run-fused'
import { buildThread, type BuiltThread } from './built-thread'

const GRAPHS = 20
const CALLS = 3
let built: BuiltThread

beforeAll(async () => {
  built = await buildThread()
})

afterAll(() => built.remove())

/** Of the last of some calls, which begin while the others may be asleep, or not yet. */
function bitsOf(instance: FusedInstance, inputs: Record<string, Float32Array>, run = instance.run): Uint32Array[] {
  fill(instance, inputs)
  for (let call = 0; call < CALLS; call++) run(1)
  return Object.values(instance.outputs).map((view) => new Uint32Array(view.slice().buffer))
}

it(`gives the same bits on ${GRAPHS} random graphs for 1, 2 and 3 threads, whatever the size of their kernels`, async () => {
  for (let seed = 0; seed < GRAPHS; seed++) {
    const { graph, inputs } = randomGraph(2000 + seed, { sides: [3, 8, 21, 32, 40] })
    const options = { states: 0, capacity: 1, relaxed: true }
    const plain = bitsOf(instantiateFused(emitFusedKernel(graph, options)), inputs)
    for (const threads of [2, 3]) {
      const tile = seed % 2 === 0 ? TILE : WIDE_TILE
      const instance = instantiateSharedOptimised(emitFusedKernel(graph, { ...options, tile, threads, worth: 0 }), tile === WIDE_TILE)
      const { run, end } = await startKernelThreads(instance, threads, built.kernelUrl)
      expect(bitsOf(instance, inputs, run), `graph ${seed}, ${threads} threads`).toEqual(plain)
      await end()
      expect(() => run(1)).toThrow('ended')
    }
  }
})
