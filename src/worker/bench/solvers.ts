/** Methods with error control, one core, against the same in SciPy or JAX: same sweeps, same tolerances, errors beside the times. */
import type { BenchRow } from '../../core/contract/answers'
import { createSimulator } from '../../core/dynamics/create-simulator'
import type { SimulationRecipe } from '../../core/recipe/schema'
import { alone, alternate, timed } from './alternate'
import type { PeerAnswer, PeerSolver, Problem, SolverPeer } from './solver-peer'
import { perSecond, SWEEPS } from './sweeps'

const OUR_SWEEPS = 256
/** SciPy takes a tenth of a second for one; JAX does best with many. */
const PEER_SWEEPS: Readonly<Record<PeerSolver, number>> = { RK45: 2, DOP853: 2, Radau: 2, LSODA: 4, odeint: 256 }
/** Of the sweeps whose errors are told. */
const JUDGED = 2

const WAYS: Readonly<Record<PeerSolver, string>> = {
  RK45: 'solve_ivp RK45',
  DOP853: 'solve_ivp DOP853',
  Radau: 'solve_ivp Radau, given the Jacobian',
  LSODA: 'solve_ivp LSODA, given the Jacobian',
  odeint: 'odeint, jitted and mapped over the sweeps'
}

export interface SolverContest {
  readonly recipe: SimulationRecipe
  readonly problem: Problem['problem']
  readonly solver: PeerSolver
  /** null where no Python is given. */
  readonly peer: SolverPeer | null
}

/** The lesson's equation, solved instead of stepped. */
export function sweptDuffing(lesson: SimulationRecipe): SimulationRecipe {
  return { ...lesson, sweep: { ...lesson.sweep, integrator: { kind: 'dormand-prince', relative: 1e-6, absolute: 1e-7 } } }
}

/** The relaxation oscillator of stiff test sets, free. */
export function stiffVanDerPol(lesson: SimulationRecipe): SimulationRecipe {
  const variable = { kind: 'real', noise: '0' } as const
  return {
    ...lesson,
    system: {
      variables: [
        { ...variable, name: 'x', equation: 'v', initial: 2 },
        { ...variable, name: 'v', equation: 'mu*(1 - x^2)*v - x', initial: 0 }
      ],
      drives: [],
      constants: {},
      priors: [{ kind: 'log-uniform', name: 'mu', unit: '', low: 500, high: 1500 }]
    },
    sweep: { from: 0, to: 0, duration: 2000, law: null, steps: 400, integrator: { kind: 'rosenbrock', relative: 1e-6, absolute: 1e-6 } },
    observation: { ...lesson.observation, variable: 'x', quantity: 'real' }
  }
}

export async function benchSolver({ recipe, problem, solver, peer }: SolverContest): Promise<BenchRow> {
  const simulator = await createSimulator(recipe)
  const width = simulator.parameters.length
  const [x, y] = [new Float32Array(OUR_SWEEPS * simulator.inputs), new Float32Array(OUR_SWEEPS * width)]
  simulator.fill({ kind: 'sample', batch: 0, first: 0, count: OUR_SWEEPS }, x, y)
  const ours = (): Promise<number> => timed(OUR_SWEEPS, () => simulator.observe(y, OUR_SWEEPS, x))
  const parameters = Array.from({ length: PEER_SWEEPS[solver] }, (_, k) => [...y.subarray(k * width, (k + 1) * width)])
  if (!peer) return alone(perSecond(await ours()), SWEEPS)
  const asked = { problem, ...toleranceOf(recipe), sweep: sweepOf(recipe) }
  const first = await peer.solve(solver, asked, parameters)
  if ('missing' in first) return { ...alone(perSecond(await ours()), SWEEPS), note: `no peer: this Python has no ${first.missing}` }
  const theirs = async (): Promise<number> => {
    const answer = await peer.solve(solver, asked, parameters)
    return 'missing' in answer ? NaN : (1000 * answer.seconds) / parameters.length
  }
  const against = `${first.version}, ${WAYS[solver]}`
  const row = await alternate({ ours, peer: theirs, against, unit: SWEEPS, show: perSecond, rounds: 5 })
  return { ...row, note: await errorsInWords(recipe, parameters, first) }
}

function sweepOf({ sweep: { from, to, duration, steps } }: SimulationRecipe): Problem['sweep'] {
  return { from, to, duration, steps }
}

function toleranceOf({ sweep: { integrator } }: SimulationRecipe): Pick<Problem, 'relative' | 'absolute'> {
  if (!('relative' in integrator)) throw new RangeError(`${integrator.kind} has no tolerances`)
  return { relative: integrator.relative, absolute: integrator.absolute }
}

/** Root mean square errors of ours and theirs, against the same method at a thousandth of the tolerance. */
async function errorsInWords(
  recipe: SimulationRecipe,
  parameters: readonly (readonly number[])[],
  { observed }: Exclude<PeerAnswer, { missing: string }>
): Promise<string> {
  const { relative, absolute } = toleranceOf(recipe)
  const integrator = { ...recipe.sweep.integrator, relative: relative / 1000, absolute: absolute / 1000 } as SimulationRecipe['sweep']['integrator']
  const [usual, exact] = [await createSimulator(recipe), await createSimulator({ ...recipe, sweep: { ...recipe.sweep, integrator } })]
  const judged = parameters.slice(0, JUDGED)
  const truths = judged.map((drawn) => exact.trace(drawn).observed)
  const rms = (of: (sweep: number) => ArrayLike<number>): number => {
    const squares = truths.flatMap((truth, sweep) => [...truth].map((value, k) => (value - (of(sweep)[k] ?? NaN)) ** 2))
    return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length)
  }
  const ours = judged.map((drawn) => usual.trace(drawn).observed)
  const words = (error: number): string => error.toExponential(1)
  return `error ${words(rms((sweep) => ours[sweep] ?? []))}, the peer's ${words(rms((sweep) => observed[sweep] ?? []))}`
}
