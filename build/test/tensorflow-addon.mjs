/** The long check of the engine tensorflow: its addon built from the wheel for the processor, and trained on. */
import { sayOnError } from '../setup/set-up.mjs'
import { buildAddon, testAddon } from '../tensorflow/addon.mjs'
import { findPython, libraryFromWheel, WHEEL } from '../tensorflow/library.mjs'
import { oneCheck } from './count.mjs'

const NAME = 'the engine tensorflow, built from the wheel, trains as TensorFlow.js does'

/** Not run where there is no Python with pip; anything else that goes wrong is a failure. */
export async function tensorflowAddon(electron) {
  try {
    await findPython()
  } catch (thrown) {
    return { ...oneCheck(NAME, { code: 0 }), passed: 0, skipped: [{ title: NAME, reason: thrown.message }] }
  }
  try {
    await buildAddon(await libraryFromWheel(WHEEL, sayOnError))
    await testAddon(electron)
    return oneCheck(NAME, { code: 0 })
  } catch (thrown) {
    return oneCheck(NAME, { code: 1, why: thrown.message })
  }
}
