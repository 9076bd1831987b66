/** Simulated sweeps per second on one core: the compiled kernel against a plain JavaScript loop. */
import type { BenchRow } from '../../core/contract/answers'
import { createSimulator } from '../../core/dynamics/create-simulator'
import type { Recipe } from '../../core/recipe/schema'
import { alternate, timed } from './alternate'
import { plainSweeps } from './plain-sweep'

/** @param count sweeps a call: 32 is a batch, 4096 shows the kernel alone */
export async function benchSweeps(recipe: Recipe, count: number): Promise<BenchRow> {
  const simulator = await createSimulator(recipe)
  const observed = new Float32Array(count * simulator.bins)
  const parameters = new Float32Array(count * simulator.parameters.length)
  simulator.fill({ kind: 'sample', batch: 0, first: 0, count }, observed, parameters)
  const { from, to, duration, steps } = recipe.sweep
  const repeats = Math.max(1, Math.round(4096 / count))
  const moduli = new Float32Array(count * steps)
  const plain = { from, to, duration, steps, force: recipe.system.constants.f ?? 1 }
  const row = await alternate({
    ours: () => timed(repeats * count, () => repeat(repeats, () => simulator.observe(parameters, count, observed))),
    peer: () => timed(count, () => plainSweeps(plain, parameters, moduli)),
    against: 'plain JavaScript loop',
    unit: 'sweeps/s',
    show: (milliseconds) => 1000 / milliseconds
  })
  return { ...row, note: `${((row.median * steps) / 1e6).toFixed(0)} million RK4 steps/s on one core` }
}

function repeat(times: number, work: () => void): void {
  for (let k = 0; k < times; k++) work()
}
