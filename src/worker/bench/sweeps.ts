/** Simulated sweeps per second on one core, against JAX on all of them, and against a plain JavaScript loop. */
import type { BenchRow } from '../../core/contract/answers'
import { simulatorOf } from '../../core/dynamics/simulator'
import type { Simulator } from '../../core/dynamics/simulator'
import type { SimulationRecipe } from '../../core/recipe/schema'
import { compileSamples } from '../../core/samples/program'
import { withJoinedVectors } from '../simulation/joined-kernel'
import { alone, alternate, timed } from './alternate'
import type { Timed } from './alternate'
import type { JaxPeer } from './jax-peer'
import { plainSweeps } from './plain-sweep'

export const SWEEPS = 'sweeps/s'

export function perSecond(milliseconds: number): number {
  return 1000 / milliseconds
}

interface Sweeping {
  /** Our sweeps; milliseconds for one. */
  readonly ours: Timed
  /** [count, parameters] that they are made with. */
  readonly parameters: Float32Array
}

/** As a run's simulation threads have it. */
async function optimisedSimulator(recipe: SimulationRecipe): Promise<Simulator> {
  const program = withJoinedVectors(await compileSamples(recipe), recipe)
  if (program.kind !== 'simulation') throw new Error('sweeps come from a simulation')
  return simulatorOf(recipe, recipe.training.seed, program.kernel)
}

/** @param count sweeps a call: 32 is a batch, 4096 shows the kernel alone */
async function sweeping(recipe: SimulationRecipe, count: number): Promise<Sweeping> {
  const simulator = await optimisedSimulator(recipe)
  const observed = new Float32Array(count * simulator.inputs)
  const parameters = new Float32Array(count * simulator.parameters.length)
  simulator.fill({ kind: 'sample', batch: 0, first: 0, count }, observed, parameters)
  const repeats = Math.max(1, Math.round(4096 / count))
  const ours = (): Promise<number> =>
    timed(repeats * count, () => {
      for (let k = 0; k < repeats; k++) simulator.observe(parameters, count, observed)
    })
  return { ours, parameters }
}

function withSteps(row: BenchRow, { sweep }: SimulationRecipe): BenchRow {
  return { ...row, note: `${((row.median * sweep.steps) / 1e6).toFixed(0)} million RK4 steps/s on one core` }
}

/** @param count sweeps a call, ours and the peer's */
export async function benchSweeps(recipe: SimulationRecipe, count: number, peer: JaxPeer | null): Promise<BenchRow> {
  const { ours } = await sweeping(recipe, count)
  if (!peer) return alone(perSecond(await ours()), SWEEPS)
  const jax = async (): Promise<number> => (1000 * (await peer.run('curves', 'jitted', count))) / count
  const against = `JAX ${peer.version}, jitted`
  return withSteps(await alternate({ ours, peer: jax, against, unit: SWEEPS, show: perSecond }), recipe)
}

/** @param count sweeps a call */
export async function benchPlainSweeps(recipe: SimulationRecipe, count: number): Promise<BenchRow> {
  const { ours, parameters } = await sweeping(recipe, count)
  const { from, to, duration, steps } = recipe.sweep
  const moduli = new Float32Array(count * steps)
  const plain = { from, to, duration, steps, force: recipe.system.constants.f ?? 1 }
  const peer = (): Promise<number> => timed(count, () => plainSweeps(plain, parameters, moduli))
  return withSteps(await alternate({ ours, peer, against: 'plain JavaScript loop', unit: SWEEPS, show: perSecond }), recipe)
}

/**
 * Heun's method under random forces, of which each step draws new ones, against RK4 without them on the same grid.
 * @param count sweeps a call
 */
export async function benchHeun(thermal: SimulationRecipe, count: number): Promise<BenchRow> {
  const variables = thermal.system.variables.map((variable) => ({ ...variable, noise: '0' }))
  const calm: SimulationRecipe = { ...thermal, system: { ...thermal.system, variables }, sweep: { ...thermal.sweep, integrator: { kind: 'rk4' } } }
  const [ours, peer] = [await filling(thermal, count), await filling(calm, count)]
  return alternate({ ours, peer, against: 'our RK4 without forces', unit: SWEEPS, show: perSecond })
}

/** Whole samples, random numbers included; milliseconds for one. */
async function filling(recipe: SimulationRecipe, count: number): Promise<Timed> {
  const simulator = await optimisedSimulator(recipe)
  const [x, y] = [new Float32Array(count * simulator.inputs), new Float32Array(count * simulator.parameters.length)]
  const repeats = Math.max(1, Math.round(512 / count))
  let batch = 0
  return () =>
    timed(repeats * count, () => {
      for (let k = 0; k < repeats; k++) simulator.fill({ kind: 'sample', batch: batch++, first: 0, count }, x, y)
    })
}
