/** Runs one stage in a process group of its own, so that a hang or an interrupt leaves nothing behind. */
import { spawn } from 'node:child_process'
import { root } from '../setup/paths.mjs'

/** What ends each stage that runs now: an interrupt ends all of them. */
const running = new Set()

/**
 * @param {{limit: number, env?: Record<string, string>}} options limit in ms
 * @returns {Promise<{code: number, why?: string}>} why: in words, where it did not end by itself
 */
export function runStage(program, args, { limit, env = {} }) {
  return new Promise((resolve) => {
    const { ELECTRON_RUN_AS_NODE: _, ...outer } = process.env
    const options = { cwd: root, env: { ...outer, ...env }, stdio: ['ignore', 'inherit', 'inherit'] }
    const child = spawn(program, args, { ...options, detached: process.platform !== 'win32' })
    let why
    const stop = (reason, signal) => {
      why = reason
      kill(child, signal)
    }
    const timer = setTimeout(() => stop(`stopped after ${limit / 60_000} minutes`, 'SIGKILL'), limit)
    const interrupted = () => stop('interrupted', 'SIGTERM')
    if (running.size === 0) process.on('SIGINT', interrupt).on('SIGTERM', interrupt)
    running.add(interrupted)
    const finish = (code, reason) => {
      clearTimeout(timer)
      running.delete(interrupted)
      if (running.size === 0) process.removeListener('SIGINT', interrupt).removeListener('SIGTERM', interrupt)
      resolve({ code, why: why ?? reason })
    }
    child.on('error', (error) => finish(-1, error.message))
    child.on('exit', (code, signal) => finish(code ?? -1, signal ? `ended by ${signal}` : undefined))
  })
}

function interrupt() {
  for (const end of running) end()
  process.exit(130)
}

function kill(child, signal) {
  if (child.pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal)
  } catch (thrown) {
    if (thrown.code !== 'ESRCH') throw thrown
  }
}
