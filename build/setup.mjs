/** Makes a fresh checkout ready: dependencies, Electron, system libraries, sandbox, the built app. `node build/setup.mjs` */
import './setup/check-node.mjs'
import { setUp } from './setup/set-up.mjs'
import { runEntry } from './setup/stop.mjs'

runEntry(() => setUp())
