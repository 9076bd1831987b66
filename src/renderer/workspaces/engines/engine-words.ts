/** Engines in words: what each one is, and its numbers as they stand in the table. */
import type { EngineChoice, EngineKind, EngineReport } from '../../../core/contract/engine'
import { formatCount } from '../../../core/numbers/format'

export const MEANINGS: Readonly<Record<EngineKind, string>> = {
  wasm: 'our own fused step in WebAssembly, for small dense networks',
  cpu: 'onnxruntime on the processor',
  webgpu: 'onnxruntime on any GPU, by Vulkan, Metal or Direct3D 12',
  cuda: 'onnxruntime on an NVIDIA GPU',
  directml: 'onnxruntime on a GPU, by DirectML',
  coreml: "onnxruntime on Apple's Core ML",
  tensorflow: 'TensorFlow, one operation at a time'
}

/** '23.5 GiB'; binary units, as systems count memory. */
export function describeMemory(bytes: number | null): string {
  return bytes === null ? '—' : `${(bytes / 2 ** 30).toFixed(1)} GiB`
}

/** '29,400 steps/s', to three digits: timings scatter. */
export function describeSpeed(stepsPerSecond: number | null): string {
  if (stepsPerSecond === null) return '—'
  return `${stepsPerSecond < 100 ? Number(stepsPerSecond.toPrecision(3)) : formatCount(Number(stepsPerSecond.toPrecision(3)))} steps/s`
}

/** What the choice means for the next run, in one sentence. */
export function describeChoice(choice: EngineChoice, reports: readonly EngineReport[] | null): string {
  if (choice === 'auto') return 'The next run times a few steps on each engine that may win, and takes the fastest.'
  const report = reports?.find(({ name }) => name === choice)
  return report && !report.available ? `The next run would fail: ${choice} is absent.` : `The next run uses ${choice}.`
}
