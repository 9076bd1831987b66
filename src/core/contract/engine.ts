/**
 * Engines: what may train a network. The choice is no part of a recipe, but bits depend on it, so it is stored with the run
 * beside the recipe, and a run goes on with the engine it was begun with.
 */
import { z } from './zod'

export const engineKindSchema = z.enum(['wasm', 'cpu', 'webgpu', 'cuda', 'directml', 'coreml', 'tensorflow'])
/** `auto` times a few steps on each engine that may win, and takes the fastest. */
export const engineChoiceSchema = z.enum(['auto', ...engineKindSchema.options])

/** The engine of a run. */
export const runEngineSchema = z.object({
  /** What was asked for. */
  choice: engineChoiceSchema,
  /** What it became; null until the worker has chosen. */
  kind: engineKindSchema.nullable(),
  /** In words, with threads or device; '' until the worker has chosen. */
  name: z.string(),
  /** What `auto` measured, in one sentence; '' where the engine was named. */
  why: z.string()
})

/** One engine as `doctor` and the Engines page show it. */
export const engineReportSchema = z.object({
  name: engineKindSchema,
  available: z.boolean(),
  /** What computes: a processor, a graphics driver. */
  device: z.string(),
  /** Bytes it can use, where the system tells. */
  memory: z.number().nullable(),
  /** The package that brings it, and its version. */
  version: z.string(),
  /** What it calls itself, or for an absent one the reason, in one sentence. */
  why: z.string(),
  /** What to do about an absent one; '' for one that is there. */
  remedy: z.string(),
  /** Steps a second on the recipe's step, where that was asked for and measured. */
  stepsPerSecond: z.number().nullable()
})

export type EngineKind = z.infer<typeof engineKindSchema>
export type EngineChoice = z.infer<typeof engineChoiceSchema>
export type RunEngine = z.infer<typeof runEngineSchema>
export type EngineReport = z.infer<typeof engineReportSchema>

/** Engines whose failure the processor's own can make good. */
export function needsOtherHardware(kind: EngineKind | null): boolean {
  return kind !== null && kind !== 'cpu' && kind !== 'wasm'
}
