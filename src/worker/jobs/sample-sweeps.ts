/** A few simulated sweeps for a picture, drawn from streams that neither training nor validation uses. */
import type { SampleSweeps } from '../../core/contract/answers'
import type { WorkerRequest } from '../../core/contract/worker'
import { createSimulator } from '../../core/dynamics/create-simulator'
import { observedSymbol } from '../../core/recipe/observed'

/** @throws SharkfinError whose code begins with `formula-` */
export async function sampleSweeps(request: Extract<WorkerRequest, { kind: 'sample-sweeps' }>): Promise<SampleSweeps> {
  const { recipe, seed, count } = request
  const simulator = await createSimulator(recipe, seed)
  const width = simulator.parameters.length
  const observed = new Float32Array(count * simulator.inputs)
  const drawn = new Float32Array(count * width)
  const range = { kind: 'sample', batch: 0, first: 0, count } as const
  simulator.fill(range, observed, drawn)
  const traces = Array.from({ length: count }, (_, k) =>
    simulator.trace(drawn.subarray(k * width, (k + 1) * width), { ...range, first: k, count: 1 })
  )
  const { duration, steps } = recipe.sweep
  return {
    time: Float32Array.from({ length: steps }, (_, step) => ((step + 1) * duration) / (steps - 1)),
    omega: Float32Array.from(traces[0]?.omega ?? []),
    quantity: observedSymbol(recipe),
    sweeps: traces.map(({ observed: curve }, k) => ({
      parameters: Object.fromEntries(simulator.parameters.map((name, p) => [name, drawn[k * width + p] ?? NaN])),
      observed: Float32Array.from(curve)
    }))
  }
}
