/** A few simulated sweeps for a picture, drawn from streams that neither training nor validation uses. */
import type { SampleSweeps } from '../../core/contract/answers'
import { timesAfterSteps } from '../../core/dynamics/sweep'
import { createSimulator } from '../../core/dynamics/create-simulator'
import type { Simulator } from '../../core/dynamics/simulator'
import { observedSymbol } from '../../core/recipe/observed'
import { knownNumber, valueOfRow } from '../../core/recipe/scan'
import type { SimulationRecipe } from '../../core/recipe/schema'

type Drawn = Readonly<Record<string, number>>

/**
 * @param count of samples; of a map so many of its rows, since one of it says more than the same row of several
 * @throws SharkfinError whose code begins with `formula-` or `integrator-`
 */
export async function sampleSweeps(recipe: SimulationRecipe, seed: number, count: number): Promise<SampleSweeps> {
  const simulator = await createSimulator(recipe, seed)
  const { rows } = recipe.observation
  const samples = drawSamples(simulator, rows ? 1 : count)
  const [first] = samples
  const time = Float32Array.from(timesAfterSteps(recipe.sweep))
  const shared = { kind: 'sweeps', quantity: observedSymbol(recipe), time } as const
  if (!rows || !first) {
    const sweeps = samples.map(({ drawn, trace }) => ({ parameters: drawn, ...trace(0) }))
    return { ...shared, omega: Float32Array.from(sweeps[0]?.omega ?? []), map: null, sweeps: sweeps.map(shown) }
  }
  const places = Array.from({ length: Math.min(count, rows.count) }, (_, k, last = Math.min(count, rows.count) - 1) => Math.round((k * (rows.count - 1)) / last))
  const sweeps = places.map((row) => ({ parameters: { [rows.parameter]: valueOfRow(rows, row) }, ...first.trace(row) }))
  const unit = knownNumber(recipe.system, rows.parameter)?.unit ?? ''
  const map = { parameter: rows.parameter, unit, count: rows.count, drawn: first.drawn }
  return { ...shared, omega: Float32Array.from(sweeps[0]?.omega ?? []), map, sweeps: sweeps.map(shown) }
}

interface Sample {
  readonly drawn: Drawn
  readonly trace: (row: number) => ReturnType<Simulator['trace']>
}

function drawSamples(simulator: Simulator, count: number): readonly Sample[] {
  const { parameters, inputs } = simulator
  const width = parameters.length
  const values = new Float32Array(count * width)
  simulator.fill({ kind: 'sample', batch: 0, first: 0, count }, new Float32Array(count * inputs), values)
  return Array.from({ length: count }, (_, k) => {
    const own = values.subarray(k * width, (k + 1) * width)
    return {
      drawn: Object.fromEntries(parameters.map((name, p) => [name, own[p] ?? NaN])),
      trace: (row) => simulator.trace(own, { kind: 'sample', batch: 0, first: k, count: 1 }, row)
    }
  })
}

function shown({ parameters, observed }: { readonly parameters: Drawn; readonly observed: ArrayLike<number> }): SampleSweeps['sweeps'][number] {
  return { parameters: { ...parameters }, observed: Float32Array.from(observed) }
}
