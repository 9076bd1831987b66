/**
 * TensorFlow's own runtime by way of `@tensorflow/tfjs-node-gpu`, an optional package whose addon `npm run
 * engine:tensorflow` builds. Only its backend and its kernels are loaded: its index would look for a downloaded addon, and
 * wants all of TensorFlow.js. It registers with the TensorFlow.js that we bundle, since both find one engine on the
 * global object. Belongs in an engine's thread of a worker process: loading TensorFlow can hang.
 */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import util from 'node:util'
import { findBackend, registerBackend, type KernelBackend } from '@tensorflow/tfjs-core'
import type { Absence } from './absence'
import type { EngineOptions, TrainingEngine } from './engine'
import { createTensorflowEngine } from './tensorflow'

const PACKAGE = '@tensorflow/tfjs-node-gpu'
const BACKEND = 'tensorflow'
const BUILD = 'npm run engine:tensorflow'
const load = createRequire(import.meta.url)

/** What is missing, or null where the addon is built. */
export function tensorflowAbsence(): Absence | null {
  const folder = packageFolder()
  if (folder === null) {
    return { why: `the optional package ${PACKAGE} is not installed.`, remedy: 'Install it with "npm ci --include=optional", or use cpu.' }
  }
  if (existsSync(addonFile(folder))) return null
  return { why: "TensorFlow's addon is not built.", remedy: `Build it with "${BUILD}", or use cpu.` }
}

/** @throws Error in the loader's words where TensorFlow's library cannot be loaded */
export async function createTensorflowAddonEngine(options: EngineOptions): Promise<TrainingEngine> {
  const folder = packageFolder()
  if (folder === null) throw new Error(`${PACKAGE} is not installed`)
  const { version, devices } = registerOnce(folder)
  return createTensorflowEngine(options, { backend: BACKEND, name: `tensorflow ${version}, ${devices}` })
}

interface Binding {
  readonly TF_Version: string
}

type Backend = KernelBackend & { readonly isUsingGpuDevice: boolean }

function registerOnce(folder: string): { readonly version: string; readonly devices: string } {
  mendUtil()
  const binding: Binding = load(addonFile(folder))
  if (!findBackend(BACKEND)) {
    const { NodeJSKernelBackend }: { NodeJSKernelBackend: new (binding: Binding, name: string) => Backend } = load(
      join(folder, 'dist', 'nodejs_kernel_backend.js')
    )
    load(join(folder, 'dist', 'register_all_kernels.js'))
    registerBackend(BACKEND, () => new NodeJSKernelBackend(binding, PACKAGE))
  }
  const backend: unknown = findBackend(BACKEND)
  const onGpu = typeof backend === 'object' && backend !== null && Reflect.get(backend, 'isUsingGpuDevice') === true
  return { version: binding.TF_Version, devices: onGpu ? 'GPU' : 'processor' }
}

/** The package (4.22.0) calls a function that Node 23 removed. */
function mendUtil(): void {
  if (!('isNullOrUndefined' in util)) {
    Object.defineProperty(util, 'isNullOrUndefined', { value: (value: unknown) => value === null || value === undefined })
  }
}

function packageFolder(): string | null {
  try {
    return dirname(load.resolve(`${PACKAGE}/package.json`))
  } catch {
    return null
  }
}

/** Where node-gyp puts it, version 8 of Node's own binary interface. */
function addonFile(folder: string): string {
  return join(folder, 'lib', 'napi-v8', 'tfjs_binding.node')
}
