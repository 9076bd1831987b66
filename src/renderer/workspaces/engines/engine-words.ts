/** Engines in words: what each one is, and its numbers as they stand in the table. */
import type { EngineChoice, EngineKind, EngineReport } from '../../../core/contract/engine'
import { formatCount, formatShort } from '../../../core/numbers/format'

export const MEANINGS: Readonly<Record<EngineKind, string>> = {
  wasm: 'our own fused step in WebAssembly, for small networks',
  cpu: 'onnxruntime on the processor',
  webgpu: 'onnxruntime on any GPU, by Vulkan, Metal or Direct3D 12',
  cuda: 'onnxruntime on an NVIDIA GPU',
  directml: 'onnxruntime on a GPU, by DirectML (Windows)',
  coreml: "onnxruntime on Apple's Core ML (macOS)",
  tensorflow: 'TensorFlow, one operation at a time'
}

/** '23.5 GiB'; binary units, as systems count memory. */
export function describeMemory(bytes: number | null): string {
  return bytes === null ? 'not told' : `${(bytes / 2 ** 30).toFixed(1)} GiB`
}

/** '29,400 steps/s', to three digits: timings scatter. */
export function describeSpeed(stepsPerSecond: number): string {
  const rounded = Number(stepsPerSecond.toPrecision(3))
  return `${rounded < 1000 ? formatShort(rounded, 3) : formatCount(rounded)} steps/s`
}

/** '34 µs a step', '2.1 ms a step' */
export function describeStep(stepsPerSecond: number): string {
  const microseconds = 1e6 / stepsPerSecond
  return microseconds < 1000 ? `${formatShort(microseconds, 3)} µs a step` : `${formatShort(microseconds / 1000, 3)} ms a step`
}

/** The package that brings the engine, and its version; `wasm` is our own. */
export function describeVersion({ name, version }: EngineReport, ours: string): string {
  return name === 'wasm' ? `Sharkfin ${ours}` : version
}

/** What the choice means for the next run, in one sentence. */
export function describeChoice(choice: EngineChoice, reports: readonly EngineReport[] | null): string {
  if (choice === 'auto') return 'The next run times a few steps on each engine that may win, and takes the fastest.'
  return isAbsent(choice, reports) ? `The next run would fail: ${choice} is absent here. Choose another engine.` : `The next run uses ${choice}.`
}

export function isAbsent(choice: EngineChoice, reports: readonly EngineReport[] | null): boolean {
  return reports?.some(({ name, available }) => name === choice && !available) ?? false
}

export interface RemedyPart {
  readonly text: string
  /** A command to be typed, which stands in double quotes in the sentence. */
  readonly isCommand: boolean
}

/** A remedy in pieces, so that its commands can be set apart and copied. */
export function remedyParts(remedy: string): readonly RemedyPart[] {
  return remedy
    .split('"')
    .map((text, index) => ({ text, isCommand: index % 2 === 1 }))
    .filter(({ text }) => text !== '')
}
