/**
 * `npm run engine:tensorflow [-- --library PATH | --wheel [NAME]]`: builds the addon of the optional package
 * @tensorflow/tfjs-node-gpu against a TensorFlow C library, and tests it by training. The library lies in PATH, or comes
 * out of a Python wheel that pip fetches into the user's cache.
 */
import { parseArgs } from 'node:util'
import './setup/check-node.mjs'
import { setUp, sayOnError } from './setup/set-up.mjs'
import { runEntry } from './setup/stop.mjs'
import { buildAddon, testAddon } from './tensorflow/addon.mjs'
import { findLibrary, libraryFromWheel, WHEEL } from './tensorflow/library.mjs'

runEntry(async () => {
  const { values } = parseArgs({ options: { library: { type: 'string' }, wheel: { type: 'boolean' } }, allowPositionals: true })
  const { electron } = await setUp({ app: false })
  const library = values.library ? findLibrary(values.library) : await libraryFromWheel(WHEEL, sayOnError)
  sayOnError(`Building the addon against ${library.folder} (a quarter of a minute) ...`)
  await buildAddon(library)
  sayOnError('Training some steps on it ...')
  await testAddon(electron)
  process.stdout.write('The engine tensorflow is built, and trains as TensorFlow.js does. Choose it with --engine tensorflow.\n')
})
