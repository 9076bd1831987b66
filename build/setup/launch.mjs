/** Starts Electron in our place: same terminal, signals passed on, its exit code becomes ours. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { root } from './paths.mjs'
import { sandboxSwitches } from './sandbox.mjs'

/** No display needed, ready in half a second, nothing of Chromium's on standard output. */
const HEADLESS = ['--ozone-platform=headless', '--disable-gpu', '--log-level=3']

/** The app with its window. */
export function launchWindow(electron, args = []) {
  return launch(electron, [...sandboxSwitches(), root, ...args])
}

/** The app's command line: the same program without a window. */
export function launchCommand(electron, args) {
  return launch(electron, [...HEADLESS, ...sandboxSwitches(), root, '--cli', ...args])
}

/** Runs a program to its end on this terminal and takes over its exit code. */
export function launch(program, args, environment = {}) {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const child = spawn(program, args, { cwd: process.cwd(), env: { ...env, ...environment }, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`${program} does not start (${error.message}); remove its folder and run the same command again.\n`)
      resolve((process.exitCode = 1))
    })
    child.on('close', (code, signal) => resolve((process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0))))
  })
}
