/** What computes, in words, and the memory it can use, as far as the system tells without a graphics library. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import type { EngineKind } from '../../core/contract/engine'

export interface Device {
  readonly device: string
  /** Bytes, or null where the system does not say. */
  readonly memory: number | null
}

/** @param engineName what the engine calls itself once it has started; TensorFlow says there whether it found a GPU */
export function deviceOf(kind: EngineKind, engineName = ''): Device {
  switch (kind) {
    case 'wasm':
    case 'cpu':
      return processor()
    case 'tensorflow':
      return engineName.endsWith('GPU') ? graphics('CUDA') : processor()
    case 'webgpu':
      return isSoftwareVulkan() ? { ...processor(), device: 'SwiftShader: Vulkan on the processor' } : graphics(GRAPHICS[process.platform] ?? 'Vulkan')
    case 'cuda':
      return graphics('CUDA')
    case 'directml':
      return graphics('Direct3D 12')
    case 'coreml':
      return graphics('Core ML')
  }
}

const GRAPHICS: Partial<Record<NodeJS.Platform, string>> = { win32: 'Direct3D 12', darwin: 'Metal', linux: 'Vulkan' }

function processor(): Device {
  const threads = os.availableParallelism()
  return { device: `${os.cpus()[0]?.model.trim() ?? 'processor'}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`, memory: os.totalmem() }
}

function graphics(by: string): Device {
  const name = nvidiaName()
  return { device: name === null ? `GPU by ${by}` : `${name} by ${by}`, memory: amdMemory() }
}

function isSoftwareVulkan(): boolean {
  return /swiftshader/i.test(`${process.env.VK_ICD_FILENAMES ?? ''}${process.env.VK_DRIVER_FILES ?? ''}`)
}

/** NVIDIA's driver for Linux names its cards below /proc. */
function nvidiaName(): string | null {
  const text = firstFile('/proc/driver/nvidia/gpus', 'information')
  return /^Model:\s*(.+)$/m.exec(text)?.[1]?.trim() ?? null
}

/** Linux's amdgpu tells a card's memory in bytes. */
function amdMemory(): number | null {
  const text = firstFile('/sys/class/drm', 'device/mem_info_vram_total').trim()
  return text === '' ? null : Number(text)
}

/** The first such file in a folder's folders, or ''. */
function firstFile(folder: string, name: string): string {
  const found = (existsSync(folder) ? readdirSync(folder) : []).map((entry) => `${folder}/${entry}/${name}`).find((file) => existsSync(file))
  return found === undefined ? '' : readFileSync(found, 'utf8')
}
