/** V8's joined vectors give the bits of single ones, on every kind of kernel. */
import { expect, it } from 'vitest'
import { instantiateFused } from '../../../src/core/compile/3-emit/wasm/instance'
import type { FusedInstance } from '../../../src/core/compile/3-emit/wasm/instance'
import { TILE, WIDE_TILE, emitFusedKernel } from '../../../src/core/compile/3-emit/wasm/module'
import { instantiateOptimised } from '../../../src/worker/engines/wide-vectors'
import { randomGraph } from '../../core/compile/wasm/random-graph'
import { fill } from '../../core/compile/wasm/run-fused'

const GRAPHS = 60

function bitsOf(instance: FusedInstance, inputs: Record<string, Float32Array>): Uint32Array[] {
  fill(instance, inputs)
  instance.run(1)
  return Object.values(instance.outputs).map((view) => new Uint32Array(view.slice().buffer))
}

it(`gives the same bits on ${GRAPHS} random graphs as first compiled, optimised, and with joined vectors`, () => {
  for (let seed = 0; seed < GRAPHS; seed++) {
    const { graph, inputs } = randomGraph(1000 + seed, { sides: [3, 8, 21, 32, 40] })
    const options = { states: 0, capacity: 1, relaxed: true }
    const single = emitFusedKernel(graph, { ...options, tile: TILE })
    const plain = bitsOf(instantiateFused(single), inputs)
    expect(bitsOf(instantiateOptimised(single, false), inputs), `graph ${seed}`).toEqual(plain)
    const joined = emitFusedKernel(graph, { ...options, tile: WIDE_TILE })
    expect(bitsOf(instantiateOptimised(joined, true), inputs), `graph ${seed}, joined`).toEqual(plain)
  }
})
