/** SciPy and JAX solving the equations of a recipe with error control, in a Python. */
import { SharkfinError } from '../../core/contract/errors'
import { z } from '../../core/contract/zod'
import { startPython } from './python-peer'

/** `odeint` is JAX's, the others are methods of SciPy's solve_ivp. */
export type PeerSolver = 'RK45' | 'DOP853' | 'Radau' | 'LSODA' | 'odeint'

export interface Problem {
  readonly problem: 'duffing' | 'van-der-pol'
  readonly sweep: { readonly from: number; readonly to: number; readonly duration: number; readonly steps: number }
  readonly relative: number
  readonly absolute: number
}

const answerSchema = z.union([
  z.object({ missing: z.string() }),
  z.object({ seconds: z.number(), version: z.string(), observed: z.array(z.array(z.number())) })
])
export type PeerAnswer = z.infer<typeof answerSchema>

export interface SolverPeer {
  /** Solves with parameters [sweeps][parameters]; `observed` is [sweeps][steps]. `missing` names a module that this Python lacks. */
  readonly solve: (solver: PeerSolver, problem: Problem, parameters: readonly (readonly number[])[]) => Promise<PeerAnswer>
  readonly close: () => void
}

/** @throws SharkfinError `bench-no-python` */
export async function startSolverPeer(python: string, resources: string): Promise<SolverPeer> {
  const failed = (): SharkfinError =>
    new SharkfinError({
      code: 'bench-no-python',
      message: `"${python}" did not run the solvers to compare with.`,
      remedy: 'Name a Python in which "import scipy, jax" works, or leave --python out.'
    })
  const { ask, close } = await startPython(python, resources, 'ode_solvers.py', failed)
  return {
    solve: async (solver, problem, parameters) => {
      const answer = await ask(JSON.stringify({ solver, ...problem, parameters }))
      return answerSchema.parse(JSON.parse(answer))
    },
    close
  }
}
