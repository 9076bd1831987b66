/** `npm start`: set-up, then the app; without a display, the same job without a window. */
import './setup/check-node.mjs'
import { launchCommand, launchWindow } from './setup/launch.mjs'
import { sayOnError, setUp } from './setup/set-up.mjs'
import { runEntry } from './setup/stop.mjs'
import { hasDisplay } from './setup/system.mjs'

runEntry(async () => {
  const { electron } = await setUp()
  if (hasDisplay()) return launchWindow(electron, process.argv.slice(2))
  sayOnError('There is no display here, so the same job runs without a window.')
  return launchCommand(electron, ['demo', ...process.argv.slice(2)])
})
