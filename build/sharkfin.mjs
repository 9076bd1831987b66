/** `npm run -s sharkfin -- VERB ...`: set-up, then the app's command line. */
import './setup/check-node.mjs'
import { launchCommand } from './setup/launch.mjs'
import { setUp } from './setup/set-up.mjs'
import { runEntry } from './setup/stop.mjs'

runEntry(async () => {
  const { electron } = await setUp()
  return launchCommand(electron, process.argv.slice(2))
})
