/** Electron's own release, by the downloader that the electron package depends on, checked against its checksums. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './paths.mjs'

/** A download that moves nothing for this long, in ms, is given up: a blocked network must not look like a hang. */
const STALL = 12_000

/**
 * Downloads and unpacks the official build into a folder.
 * @returns {Promise<string | undefined>} undefined when done, else why not, in a few words
 */
export async function fetchOfficial(folder, version) {
  const electronPackage = join(root, 'node_modules', 'electron', 'package.json')
  const require = createRequire(electronPackage)
  try {
    const { downloadArtifact } = await import(pathToFileURL(require.resolve('@electron/get')).href)
    const archive = await withStallGuard((downloadOptions) =>
      downloadArtifact({
        version,
        artifactName: 'electron',
        platform: process.platform,
        arch: process.arch,
        checksums: require('./checksums.json'),
        downloadOptions
      })
    )
    await require('extract-zip')(archive, { dir: folder })
    return undefined
  } catch (thrown) {
    return reason(thrown)
  }
}

async function withStallGuard(download) {
  const control = new AbortController()
  const abort = () => control.abort(new Error(`nothing came for ${STALL / 1000} s`))
  let timer = setTimeout(abort, STALL)
  const getProgressCallback = async () => {
    clearTimeout(timer)
    timer = setTimeout(abort, STALL)
  }
  try {
    return await download({ quiet: true, getProgressCallback, signal: control.signal })
  } finally {
    clearTimeout(timer)
  }
}

/** fetch hides what happened in its cause. */
function reason(thrown) {
  const cause = thrown?.cause ?? thrown
  return String(cause?.message ?? cause).split('\n')[0].replace(/[.\s]+$/, '')
}
