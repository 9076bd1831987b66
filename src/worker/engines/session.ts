/** onnxruntime sessions and tensors, with the settings that keep the bits the same from run to run. */
import { InferenceSession, Tensor } from 'onnxruntime-node'

const ONLY_FATAL = 4

/** onnxruntime's own names of what is not the processor. */
export type Device = 'webgpu' | 'cuda' | 'dml' | 'coreml'

/** Where a session runs. */
export interface SessionPlace {
  readonly provider: 'cpu' | Device
  /** Threads inside one operation, on the processor. */
  readonly threads: number
  /** Outputs that stay in the provider's own memory. */
  readonly keep?: readonly string[]
}

export async function createSession(model: Uint8Array, threads: number): Promise<InferenceSession> {
  return createSessionOn(model, { provider: 'cpu', threads })
}

export async function createSessionOn(model: Uint8Array, { provider, threads, keep = [] }: SessionPlace): Promise<InferenceSession> {
  return InferenceSession.create(model, {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: ONLY_FATAL,
    ...(keep.length > 0 ? { preferredOutputLocation: Object.fromEntries(keep.map((name) => [name, 'gpu-buffer' as const])) } : {})
  })
}

export function float32Tensor(data: Float32Array, shape: readonly number[]): Tensor {
  return new Tensor('float32', data, shape)
}

/** @throws a defect when the session put out no such tensor */
export function tensorResult(results: InferenceSession.OnnxValueMapType, name: string): Tensor {
  const value = results[name]
  if (value instanceof Tensor) return value
  throw new Error(`onnxruntime gave no tensor ${name}`)
}

/** @throws a defect when the session put out no such float32 tensor */
export function float32Result(results: InferenceSession.OnnxValueMapType, name: string): Float32Array<ArrayBuffer> {
  const { data } = tensorResult(results, name)
  if (!(data instanceof Float32Array)) throw new Error(`onnxruntime gave no float32 ${name}`)
  // onnxruntime hands out memory of its own making, never shared.
  return data as Float32Array<ArrayBuffer>
}
