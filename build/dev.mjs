/** `npm run dev`: set-up, then the app with its window renewed at every change of the source. */
import { join } from 'node:path'
import './setup/check-node.mjs'
import { launch } from './setup/launch.mjs'
import { root } from './setup/paths.mjs'
import { sandboxSwitches } from './setup/sandbox.mjs'
import { setUp } from './setup/set-up.mjs'
import { runEntry } from './setup/stop.mjs'

runEntry(async () => {
  const { electron } = await setUp({ app: false })
  const program = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  return launch(process.execPath, [program, 'dev', '--', ...sandboxSwitches()], { ELECTRON_EXEC_PATH: electron })
})
