/** The rows of `bench`; each names its peer and is measured in alternation with it. */
import type { BenchResult, BenchRow } from '../../core/contract/answers'
import { SharkfinError } from '../../core/contract/errors'
import type { WorkerRequest } from '../../core/contract/worker'
import type { Recipe, SimulationRecipe } from '../../core/recipe/schema'
import { startJaxPeer, type JaxPeer, type JaxWay } from '../bench/jax-peer'
import { benchCall } from '../bench/call'
import { benchLesson, type Lesson } from '../bench/lessons'
import { benchStep } from '../bench/step'
import type { StepPeer } from '../bench/step-peers'
import { startSolverPeer, type SolverPeer } from '../bench/solver-peer'
import { benchSolver, stiffVanDerPol, sweptDuffing } from '../bench/solvers'
import { benchHeun, benchPlainSweeps, benchSweeps } from '../bench/sweeps'
import type { JobContext, ThreadEntries } from './context'

type BenchRequest = Extract<WorkerRequest, { kind: 'bench' }>

/** What a row is given. */
interface Bench {
  readonly recipe: (name: string) => Recipe
  readonly simulation: (name: string) => SimulationRecipe
  readonly threads: ThreadEntries
  /** null where no Python is given. Each starts when a row first asks for it. */
  readonly jax: () => Promise<JaxPeer | null>
  readonly solvers: () => Promise<SolverPeer | null>
}

const WAYS: readonly JaxWay[] = ['notebook', 'jitted', 'scan']
/** In which ways JAX runs a lesson; as one scan the maps are slower than jitted batch by batch. */
const LESSONS: Readonly<Record<Lesson, readonly JaxWay[]>> = {
  'curve-fit': WAYS,
  'duffing-curve': WAYS,
  'duffing-overfit': WAYS,
  'duffing-map': ['notebook', 'jitted']
}

const lessonRows = Object.entries(LESSONS).flatMap(([name, ways]) =>
  ways.map((way) => {
    const lesson = name as Lesson
    const row = async ({ recipe, threads, jax }: Bench): Promise<BenchRow> =>
      benchLesson({ recipe: recipe(lesson), lesson, way, threads, peer: await jax() })
    return [`${lesson}-${way}`, row] as const
  })
)

/** A network's step against each way to run it. */
function stepRows(name: string, lesson: string): Readonly<Record<string, (bench: Bench) => Promise<BenchRow>>> {
  const against = (peer: StepPeer) => ({ recipe, threads }: Bench) => benchStep(recipe(lesson), peer, threads.kernel)
  return {
    [name]: against('tensorflow-js'),
    [`${name}-tensorflow-wasm`]: against('tensorflow-js-wasm'),
    [`${name}-tensorflow-node`]: against('tensorflow-node'),
    [`${name}-onnxruntime`]: against('onnxruntime')
  }
}

const SOLVERS = [
  ['dormand-prince', 'duffing', 'RK45'],
  ['dormand-prince-jax', 'duffing', 'odeint'],
  ['rosenbrock', 'van-der-pol', 'Radau'],
  ['rosenbrock-lsoda', 'van-der-pol', 'LSODA']
] as const
const PROBLEMS = { duffing: sweptDuffing, 'van-der-pol': stiffVanDerPol } as const

const solverRows = SOLVERS.map(([name, problem, solver]) => {
  const row = async ({ simulation, solvers }: Bench): Promise<BenchRow> =>
    benchSolver({ recipe: PROBLEMS[problem](simulation('duffing-curve')), problem, solver, peer: await solvers() })
  return [name, row] as const
})

const ROWS: Readonly<Record<string, (bench: Bench) => Promise<BenchRow>>> = {
  'sweeps-32': async ({ simulation, jax }) => benchSweeps(simulation('duffing-curve'), 32, await jax()),
  'sweeps-4096': async ({ simulation, jax }) => benchSweeps(simulation('duffing-curve'), 4096, await jax()),
  'sweeps-32-plain': ({ simulation }) => benchPlainSweeps(simulation('duffing-curve'), 32),
  'sweeps-4096-plain': ({ simulation }) => benchPlainSweeps(simulation('duffing-curve'), 4096),
  'heun-32': ({ simulation }) => benchHeun(simulation('duffing-thermal'), 32),
  ...Object.fromEntries(solverRows),
  ...stepRows('mlp-step', 'duffing-curve'),
  ...stepRows('cnn-step', 'duffing-map'),
  'call-overhead': ({ recipe, threads }) => benchCall(recipe('duffing-curve'), threads.engine),
  'call-overhead-cnn': ({ recipe, threads }) => benchCall(recipe('duffing-map'), threads.engine),
  ...Object.fromEntries(lessonRows)
}

/** Made when it is first asked for. */
function once<T>(make: () => Promise<T>): { readonly get: () => Promise<T>; readonly started: () => Promise<T> | null } {
  let made: Promise<T> | null = null
  return { get: () => (made ??= make()), started: () => made }
}

/** @throws SharkfinError `bench-unknown`, `bench-no-jax`, `bench-no-python` */
export async function bench({ names, recipes, python, resources }: BenchRequest, { threads }: JobContext): Promise<BenchResult> {
  const rows = (names ?? Object.keys(ROWS)).map((name) => [name, ROWS[name] ?? unknownRow(name)] as const)
  const jax = once(async () => (python === null ? null : await startJaxPeer(python, resources)))
  const solvers = once(async () => (python === null ? null : await startSolverPeer(python, resources)))
  const recipe = (name: string): Recipe => recipes.find((one) => one.name === name) ?? missing(name)
  const simulation = (name: string): SimulationRecipe => {
    const found = recipe(name)
    return found.kind === 'simulation' ? found : missing(name)
  }
  const result: BenchResult = {}
  try {
    for (const [name, row] of rows) result[name] = await row({ recipe, simulation, threads, jax: jax.get, solvers: solvers.get })
    return result
  } finally {
    for (const { started } of [jax, solvers]) (await started()?.catch(() => null))?.close()
  }
}

function missing(name: string): never {
  throw new Error(`no bundled recipe ${name} of the kind that bench wants`)
}

function unknownRow(name: string): never {
  throw new SharkfinError({
    code: 'bench-unknown',
    message: `There is no measurement "${name}".`,
    remedy: `Name one of: ${Object.keys(ROWS).join(', ')}.`
  })
}
