/** `npm test`: lint, types, unit tests, build, end-to-end tests; `--long`: the longer checks instead. */
import { join } from 'node:path'
import './setup/check-node.mjs'
import { root } from './setup/paths.mjs'
import { setUp } from './setup/set-up.mjs'
import { runEntry } from './setup/stop.mjs'
import { closingLines, oneCheck, total } from './test/count.mjs'
import { build, endToEnd, lintAndTypes, unit, WINDOW_PROJECTS } from './test/stages.mjs'
import { tensorflowAddon } from './test/tensorflow-addon.mjs'

const LONG = 3 * 60 * 60_000

runEntry(async () => {
  const long = process.argv.includes('--long')
  const { electron, folder } = await setUp({ windows: true, app: long })
  const sum = total(long ? await longStages(electron) : await usualStages(electron, folder))
  process.stdout.write(`${closingLines(sum).join('\n')}\n`)
  process.exitCode = sum.failed === 0 ? 0 : 1
})

async function usualStages(electron, folder) {
  const checks = await stage('Lint and types', lintAndTypes)
  const tests = await stage('Unit tests', () => unit(electron, { config: join(root, 'vitest.config.ts') }))
  const built = await stage('Build', build)
  const notBuilt = () => oneCheck('end-to-end tests: the app was not built', { code: 1 })
  if (built.failed > 0) return [...checks, tests, built, notBuilt()]
  const windows = []
  for (const project of WINDOW_PROJECTS) windows.push(await stage(`End-to-end tests: ${project}`, () => endToEnd(electron, folder, project)))
  return [...checks, tests, built, ...windows]
}

async function longStages(electron) {
  const config = join(root, 'build', 'test', 'vitest.long.config.mjs')
  const addon = await stage('TensorFlow addon', () => tensorflowAddon(electron))
  return [addon, await stage('Long checks', () => unit(electron, { config, name: 'long checks', limit: LONG }))]
}

/** Names the stage, and how long it took. */
async function stage(name, work) {
  process.stdout.write(`\n== ${name}\n`)
  const start = performance.now()
  const result = await work()
  process.stdout.write(`== ${name}: ${((performance.now() - start) / 1000).toFixed(1)} s\n`)
  return result
}
