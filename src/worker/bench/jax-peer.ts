/** A Python with JAX as a peer: one process, asked for work again and again, so that it compiles once. */
import { SharkfinError } from '../../core/contract/errors'
import { startPython } from './python-peer'

/** What the peer can do: `curves` simulates sweeps, the others train a lesson. */
export type JaxWork = 'curves' | 'curve-fit' | 'duffing-curve' | 'duffing-overfit' | 'duffing-map'
/** A Python loop as the notebooks have it, data and step compiled for one batch, or the whole training compiled. */
export type JaxWay = 'notebook' | 'jitted' | 'scan'

export interface JaxPeer {
  readonly version: string
  /** Seconds for `count` batches, or for one call that simulates `count` sweeps; what compiles has compiled before. */
  readonly run: (work: JaxWork, way: JaxWay, count: number) => Promise<number>
  readonly close: () => void
}

/**
 * @param python path of a Python with jax and optax; @param resources folder resources/ of the app
 * @throws SharkfinError `bench-no-jax`
 */
export async function startJaxPeer(python: string, resources: string): Promise<JaxPeer> {
  const { greeting, ask, close } = await startPython(python, resources, 'jax_lessons.py', () => noJax(python))
  const [, version = 'unknown'] = greeting.split(' ')
  return { version, run: async (work, way, count) => Number(await ask(`${work} ${way} ${count}`)), close }
}

function noJax(python: string): SharkfinError {
  return new SharkfinError({
    code: 'bench-no-jax',
    message: `"${python}" did not run the JAX peer.`,
    remedy: 'Name a Python in which "import jax, optax" works, or leave --python out.'
  })
}
