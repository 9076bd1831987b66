/** The stages of `npm test`: what each one runs and how its result is read. */
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { buildApp, appReady } from '../setup/app.mjs'
import { root } from '../setup/paths.mjs'
import { hasDisplay } from '../setup/system.mjs'
import { readJson, countPlaywright, oneCheck, testResult } from './count.mjs'
import { runStage } from './run-stage.mjs'

const MINUTE = 60_000
const reports = join(root, '.cache', 'test')
const inModules = (...parts) => join(root, 'node_modules', ...parts)

/** Each environment is type-checked alone, so that core sees neither Node nor the DOM. */
const TYPED = ['src/core', 'src/worker', 'src/main', 'src/main/preload', 'tests', 'build']

/** eslint over everything, the direction of imports with it; each environment's types apart. Two at a time: each keeps one core busy. */
export async function lintAndTypes() {
  const waiting = [['lint', ...eslint()], ...TYPED.map((environment) => [`types of ${environment}`, ...tsc(environment)]), ['types of src/renderer', ...svelteCheck()]]
  const results = []
  const oneAfterAnother = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, program, ...args] = next
      results.push(oneCheck(name, await runStage(process.execPath, [program, ...args], { limit: 5 * MINUTE })))
    }
  }
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, oneAfterAnother))
  return results
}

function eslint() {
  const cache = ['--cache', '--cache-location', join(root, '.cache', 'eslint', '/')]
  return [inModules('eslint', 'bin', 'eslint.js'), '.', '--max-warnings=0', ...cache]
}

const tsc = (environment) => [inModules('typescript', 'bin', 'tsc'), '-p', environment, '--noEmit', '--pretty', 'false']

function svelteCheck() {
  const program = inModules('svelte-check', 'bin', 'svelte-check')
  return [program, '--tsconfig', 'src/renderer/tsconfig.json', '--output', 'human', '--fail-on-warnings']
}

/** vitest inside Electron's own Node, so that what passes here passes in the app. */
export async function unit(electron, { config, name = 'unit tests', limit = 8 * MINUTE }) {
  const report = freshReport('unit.json')
  const reporter = join(root, 'build', 'test', 'vitest-reporter.mjs')
  const args = [inModules('vitest', 'vitest.mjs'), 'run', '--config', config, '--reporter=default', `--reporter=${reporter}`]
  const env = { ELECTRON_RUN_AS_NODE: '1', SHARKFIN_TEST_REPORT: report, SHARKFIN_ELECTRON: electron }
  return testResult(name, await runStage(electron, args, { limit, env }), readJson(report))
}

/** No test of its own: a failure counts, a success is only what the end-to-end tests stand on. */
export async function build() {
  if (appReady()) return { ...oneCheck('build', { code: 0 }), passed: 0 }
  try {
    await buildApp((line) => process.stdout.write(`${line}\n`))
    return { ...oneCheck('build', { code: 0 }), passed: 0 }
  } catch (thrown) {
    return oneCheck(`build: ${thrown.message}`, { code: 1 })
  }
}

/** Of playwright.config.ts: those that measure alone, then the others. */
export const WINDOW_PROJECTS = ['answers', 'others']

/** playwright in the built app, on a screen in memory where there is no display. */
export async function endToEnd(electron, folder, project) {
  const name = `end-to-end tests, ${project}`
  const config = join(root, 'tests', 'e2e', 'playwright.config.ts')
  if (!existsSync(config)) return testResult(`${name} (tests/e2e/playwright.config.ts is missing)`, { code: 1 })
  const report = freshReport('e2e.json')
  const args = [inModules('playwright', 'cli.js'), 'test', '-c', config, '--project', project, '--reporter=list,json']
  const env = {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    SHARKFIN_ELECTRON: electron,
    ELECTRON_OVERRIDE_DIST_PATH: folder
  }
  const onScreen = hasDisplay()
    ? [process.execPath, args]
    : ['xvfb-run', ['-a', '-s', '-screen 0 1920x1080x24', process.execPath, ...args]]
  return testResult(name, await runStage(...onScreen, { limit: 12 * MINUTE, env }), countPlaywright(readJson(report)))
}

function freshReport(name) {
  mkdirSync(reports, { recursive: true })
  const file = join(reports, name)
  rmSync(file, { force: true })
  return file
}
