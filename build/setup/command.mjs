/** Child processes, as set-up needs them: run quietly, keep what was printed, never throw for an exit code. */
import { spawn } from 'node:child_process'

/**
 * Runs a program to its end without input.
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number}} [options] timeout in ms
 * @returns {Promise<{code: number, output: string}>} code -1 where it could not start or was killed;
 *   output is standard output and standard error in the order they came
 */
export function run(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    const parts = []
    child.stdout.on('data', (part) => parts.push(part))
    child.stderr.on('data', (part) => parts.push(part))
    const finish = (code, more = '') => resolve({ code, output: Buffer.concat(parts).toString('utf8') + more })
    child.on('error', (error) => finish(-1, error.message))
    child.on('close', (code) => finish(code ?? -1))
  })
}

/** Runs npm: the one that started us, else the one on the PATH. npm's own environment is left out of the child. */
export function npm(args, options = {}) {
  const program = process.env.npm_execpath
  if (program && /npm-cli\.c?js$/.test(program)) return run(process.execPath, [program, ...args], options)
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { ...options, shell: process.platform === 'win32' })
}

/** The last line of an output that says something, for a one-sentence failure. */
export function lastWords(output) {
  const lines = output.split('\n').map((line) => line.replace(/^npm (error|ERR!)\s*/, '').trim())
  const telling = lines.filter((line) => line && !/^at |complete log of this run|^(code|errno|syscall) /i.test(line))
  return (telling.at(0) ?? 'it printed nothing').replace(/[.\s]+$/, '')
}
