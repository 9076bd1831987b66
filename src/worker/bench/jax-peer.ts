/** A Python with JAX as a peer: one process, asked for batches again and again, so that it compiles once. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { SharkfinError } from '../../core/contract/errors'

export interface JaxPeer {
  readonly version: string
  /** Seconds for `batches` batches, jitted batch by batch. */
  readonly train: (batches: number) => Promise<number>
  readonly close: () => void
}

/**
 * @param python path of a Python with jax; @param resources folder resources/ of the app
 * @throws SharkfinError `bench-no-jax`
 */
export async function startJaxPeer(python: string, resources: string): Promise<JaxPeer> {
  const child = spawn(python, [join(resources, 'peers', 'jax_duffing_curve.py')], { stdio: ['pipe', 'pipe', 'ignore'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  child.on('error', () => child.stdout.destroy())
  const next = async (): Promise<string> => {
    const { value, done } = await lines.next()
    if (!done && typeof value === 'string') return value
    throw new SharkfinError({
      code: 'bench-no-jax',
      message: `"${python}" did not run the JAX peer.`,
      remedy: 'Name a Python in which "import jax" works, or leave --python out.'
    })
  }
  const [, version = 'unknown'] = (await next()).split(' ')
  return {
    version,
    train: async (batches) => {
      child.stdin.write(`${batches}\n`)
      return Number(await next())
    },
    close: () => child.stdin.end()
  }
}
