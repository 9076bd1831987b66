/** The addon of @tensorflow/tfjs-node-gpu: built inside the package with node-gyp, then tested in Electron's own Node. */
import { existsSync, mkdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { lastWords, run } from '../setup/command.mjs'
import { root } from '../setup/paths.mjs'
import { Stop } from '../setup/stop.mjs'

const folder = join(root, 'node_modules', '@tensorflow', 'tfjs-node-gpu')
const TEST = 'tests/worker/engines/tensorflow-addon.test.ts'

/** Headers of Node itself, since the addon speaks N-API, which Electron's Node understands. */
export async function buildAddon({ include, libraries }) {
  if (!existsSync(folder)) throw new Stop('The optional package @tensorflow/tfjs-node-gpu is not installed; run "npm ci --include=optional".')
  const deps = join(folder, 'deps')
  rmSync(deps, { recursive: true, force: true })
  mkdirSync(join(deps, 'lib'), { recursive: true })
  symlinkSync(include, join(deps, 'include'), 'junction')
  for (const [name, file] of Object.entries(libraries)) symlinkSync(file, join(deps, 'lib', name))
  const options = ['--module_name=tfjs_binding', `--module_path=${join(folder, 'lib', 'napi-v8')}`, '--napi_build_version=8']
  const { code, output } = await run(process.execPath, [nodeGyp(), 'rebuild', ...nodeHeaders(), ...options], { cwd: folder })
  if (code !== 0) {
    throw new Stop(`The addon could not be built (${reason(output)}); node-gyp wants Python 3, make and a C++ compiler: install what is missing.`)
  }
}

/** Training on it has to give what TensorFlow.js gives in plain JavaScript. */
export async function testAddon(electron) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const { code, output } = await run(electron, [vitest, 'run', TEST], { cwd: root, env, timeout: 180_000 })
  if (code === 0 && /1 passed/.test(output)) return
  process.stderr.write(output)
  throw new Stop('The addon was built but does not train as it should; the lines above say why. Try another TensorFlow, for example 2.15.1.')
}

/** npm brings it along. */
function nodeGyp() {
  const places = [process.env.npm_execpath && join(dirname(dirname(process.env.npm_execpath)), 'node_modules')]
  places.push(join(dirname(dirname(realpathSync(process.execPath))), 'lib', 'node_modules', 'npm', 'node_modules'))
  const found = places.filter(Boolean).map((place) => join(place, 'node-gyp', 'bin', 'node-gyp.js')).find((file) => existsSync(file))
  if (found) return found
  throw new Stop("npm's node-gyp was not found; start this with npm run engine:tensorflow.")
}

/** Where they are installed beside Node; else node-gyp fetches them. */
function nodeHeaders() {
  const prefix = dirname(dirname(realpathSync(process.execPath)))
  return existsSync(join(prefix, 'include', 'node', 'node_api.h')) ? [`--nodedir=${prefix}`] : []
}

function reason(output) {
  const telling = output.split('\n').find((line) => /\berror\b[:!]|gyp ERR! stack/i.test(line))
  return lastWords(telling ?? output)
}
