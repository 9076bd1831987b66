/** Which of onnxruntime's providers this platform's build brings, and what each of them needs besides. */
import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { listSupportedBackends } from 'onnxruntime-node'
import type { Absence } from './absence'
import type { Device } from './session'

/** Platforms whose build of onnxruntime-node has the provider. */
const PLATFORMS: Readonly<Record<Device, string>> = {
  webgpu: 'Windows, macOS and Linux',
  cuda: 'Linux on x64',
  dml: 'Windows',
  coreml: 'macOS'
}

/** What can be known without starting the provider; null where only starting it will tell. */
export function providerAbsence(provider: Device): Absence | null {
  const backend = listSupportedBackends().find(({ name }) => name === provider)
  if (!backend) {
    return { why: `only onnxruntime for ${PLATFORMS[provider]} has it.`, remedy: 'Use webgpu for a GPU, or cpu.' }
  }
  if (provider === 'webgpu' && process.platform === 'linux' && !hasVulkanDriver()) {
    return {
      why: 'no Vulkan driver is installed.',
      remedy: "Install your GPU's driver with Vulkan (on Debian: mesa-vulkan-drivers, or NVIDIA's own), or use cpu."
    }
  }
  if (provider === 'cuda' && !existsSync(cudaLibrary())) {
    return { why: 'the part of onnxruntime for CUDA, which is not bundled, is not installed.', remedy: providerRemedy(provider) }
  }
  return null
}

/** onnxruntime-node loads it from beside its own binding. */
function cudaLibrary(): string {
  const folder = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'))
  return join(folder, 'bin', 'napi-v6', process.platform, process.arch, 'libonnxruntime_providers_cuda.so')
}

/** What to do where a provider that this build has did not start. */
export function providerRemedy(provider: Device): string {
  if (provider !== 'cuda') return "Install your GPU's newest driver, or use cpu."
  return (
    'Install CUDA 12 and cuDNN 9, then onnxruntime\'s part with "node node_modules/onnxruntime-node/script/install.js ' +
    '--onnxruntime-node-install=cuda12", or use webgpu or cpu.'
  )
}

/** Where the Vulkan loader looks for drivers (Vulkan-Loader, "Driver Discovery on Linux"). */
function hasVulkanDriver(): boolean {
  const { VK_ICD_FILENAMES, VK_DRIVER_FILES, VK_ADD_DRIVER_FILES } = process.env
  const named = [VK_ICD_FILENAMES, VK_DRIVER_FILES, VK_ADD_DRIVER_FILES].flatMap((list) => list?.split(':') ?? [])
  if (named.some((file) => existsSync(file))) return true
  const folders = ['/usr/local/etc', '/usr/local/share', '/etc', '/usr/share'].map((folder) => `${folder}/vulkan/icd.d`)
  return folders.some((folder) => existsSync(folder) && readdirSync(folder).some((file) => file.endsWith('.json')))
}
