/** A Python with JAX as a peer: one process, asked for work again and again, so that it compiles once. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { SharkfinError } from '../../core/contract/errors'

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
  const child = spawn(python, [join(resources, 'peers', 'jax_lessons.py')], { stdio: ['pipe', 'pipe', 'ignore'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  child.on('error', () => child.stdout.destroy())
  const next = async (): Promise<string> => {
    const { value, done } = await lines.next()
    if (!done && typeof value === 'string') return value
    throw new SharkfinError({
      code: 'bench-no-jax',
      message: `"${python}" did not run the JAX peer.`,
      remedy: 'Name a Python in which "import jax, optax" works, or leave --python out.'
    })
  }
  const [, version = 'unknown'] = (await next()).split(' ')
  return {
    version,
    run: async (work, way, count) => {
      child.stdin.write(`${work} ${way} ${count}\n`)
      return Number(await next())
    },
    close: () => child.stdin.end()
  }
}
