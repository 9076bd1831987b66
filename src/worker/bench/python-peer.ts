/** A Python program as a peer: one process, asked for work again and again in lines, so that it compiles once. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import type { SharkfinError } from '../../core/contract/errors'

export interface PythonPeer {
  /** The program's first line. */
  readonly greeting: string
  /** Sends a line; the next that comes back. */
  readonly ask: (line: string) => Promise<string>
  readonly close: () => void
}

/**
 * @param resources folder resources/ of the app; @param program a file of its peers/
 * @throws what `failed` makes, where the program ends instead of answering
 */
export async function startPython(python: string, resources: string, program: string, failed: () => SharkfinError): Promise<PythonPeer> {
  const child = spawn(python, [join(resources, 'peers', program)], { stdio: ['pipe', 'pipe', 'ignore'] })
  const reader = createInterface({ input: child.stdout })
  const lines = reader[Symbol.asyncIterator]()
  // There is no such program: its output does not end by itself.
  child.on('error', () => reader.close())
  // A line for a program that has ended is not news: its answer does not come, and that is said.
  child.stdin.on('error', () => undefined)
  const next = async (): Promise<string> => {
    const { value, done } = await lines.next()
    if (!done && typeof value === 'string') return value
    throw failed()
  }
  return {
    greeting: await next(),
    ask: (line) => {
      child.stdin.write(`${line}\n`)
      return next()
    },
    close: () => child.stdin.end()
  }
}
