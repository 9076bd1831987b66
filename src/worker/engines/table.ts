/** Every engine, once: what brings it, why it may be absent, how it is made. Each is loaded when it is first asked for. */
import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import type { EngineKind } from '../../core/contract/engine'
import { SharkfinError } from '../../core/contract/errors'
import { engineAbsent, libraryWords, type Absence } from './absence'
import type { EngineOptions, TrainingEngine } from './engine'
import { COREML, CUDA, DIRECTML, WEBGPU, type DeviceProvider } from './provider'
import { mostThreads } from './thread-count'
import type { WasmEngineOptions } from './wasm'

export interface EngineEntry {
  /** The package that brings it; null for what is ours. */
  readonly package: string | null
  /** What is known without starting it; null where it may start. */
  readonly absence: () => Promise<Absence | null>
  /** What to do where it did not start after all. */
  readonly remedy: () => Promise<string>
  readonly create: (options: EngineOptions) => Promise<TrainingEngine>
}

const INSTALL_ANEW = 'Install Sharkfin anew.'

function kernelThreads({ recipe, kernelThreadUrl: url }: EngineOptions): Pick<WasmEngineOptions, 'kernelThreads'> {
  return url ? { kernelThreads: { url, most: mostThreads(recipe, availableParallelism()) } } : {}
}

/** A provider of onnxruntime that needs more than the processor. */
function onDevice(provider: DeviceProvider): EngineEntry {
  return {
    package: 'onnxruntime-node',
    absence: async () => (await import('./onnxruntime-backends')).providerAbsence(provider.provider),
    remedy: async () => (await import('./onnxruntime-backends')).providerRemedy(provider.provider),
    create: async (options) => (await import('./onnxruntime')).createOnnxruntimeEngine(options, provider)
  }
}

export const ENGINES: Readonly<Record<EngineKind, EngineEntry>> = {
  wasm: {
    package: null,
    absence: async () => null,
    remedy: async () => 'Use cpu.',
    create: async (options) => (await import('./wasm')).createWasmEngine({ ...options, ...kernelThreads(options) })
  },
  cpu: {
    package: 'onnxruntime-node',
    absence: async () => null,
    remedy: async () => INSTALL_ANEW,
    create: async (options) => (await import('./onnxruntime')).createOnnxruntimeEngine(options)
  },
  webgpu: onDevice(WEBGPU),
  cuda: onDevice(CUDA),
  directml: onDevice(DIRECTML),
  coreml: onDevice(COREML),
  tensorflow: {
    package: '@tensorflow/tfjs-node-gpu',
    absence: async () => (await import('./tensorflow-addon')).tensorflowAbsence(),
    remedy: async () => 'Build its addon anew: npm run engine:tensorflow',
    create: async (options) => (await import('./tensorflow-addon')).createTensorflowAddonEngine(options)
  }
}

/** @throws SharkfinError `engine-absent` with the reason and the remedy, or what the engine has against the recipe */
export async function startEngine(kind: EngineKind, options: EngineOptions): Promise<TrainingEngine> {
  const entry = ENGINES[kind]
  const absence = await entry.absence()
  if (absence) throw engineAbsent(kind, absence)
  try {
    return await entry.create(options)
  } catch (thrown) {
    if (thrown instanceof SharkfinError) throw thrown
    throw engineAbsent(kind, { why: `it did not start: ${libraryWords(thrown)}.`, remedy: await entry.remedy() })
  }
}

/** The version of an engine's package, or '' */
export function engineVersion({ package: name }: EngineEntry): string {
  if (name === null) return ''
  try {
    const description: unknown = createRequire(import.meta.url)(`${name}/package.json`)
    const version: unknown = typeof description === 'object' && description !== null ? Reflect.get(description, 'version') : null
    return typeof version === 'string' ? `${name} ${version}` : name
  } catch {
    return ''
  }
}
