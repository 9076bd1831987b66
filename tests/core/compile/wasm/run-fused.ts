import { instantiateFused } from '../../../../src/core/compile/3-emit/wasm/instance'
import type { FusedInstance } from '../../../../src/core/compile/3-emit/wasm/instance'
import { emitFusedKernel } from '../../../../src/core/compile/3-emit/wasm/module'
import type { FusedOptions } from '../../../../src/core/compile/3-emit/wasm/module'
import type { Graph } from '../../../../src/core/compile/graph'

type Numbers = Readonly<Record<string, Float32Array>>

export function fill(instance: FusedInstance, numbers: Numbers): void {
  for (const [name, data] of Object.entries(numbers)) {
    const view = { ...instance.states, ...instance.shared, ...instance.inputs }[name]
    if (!view) throw new Error(`the kernel has no ${name}`)
    view.set(data)
  }
}

/** Runs a graph's fused kernel once: inputs by name, outputs by name. */
export function runFused(graph: Graph, inputs: Numbers, options: Partial<FusedOptions> = {}): Record<string, Float32Array> {
  const instance = instantiateFused(emitFusedKernel(graph, { states: 0, capacity: 1, relaxed: false, ...options }))
  fill(instance, inputs)
  instance.run(1)
  return Object.fromEntries(
    graph.outputs.map(({ name }, index) => {
      const view = index < (options.states ?? 0) ? instance.states[graph.inputs[index]] : instance.outputs[name]
      return [name, view.slice()]
    })
  )
}
