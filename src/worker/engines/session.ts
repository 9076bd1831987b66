/** onnxruntime sessions and tensors, with the settings that keep the bits the same from run to run. */
import { InferenceSession, Tensor } from 'onnxruntime-node'

const ONLY_FATAL = 4

export async function createSession(model: Uint8Array, threads: number): Promise<InferenceSession> {
  return InferenceSession.create(model, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: ONLY_FATAL
  })
}

export function float32Tensor(data: Float32Array, shape: readonly number[]): Tensor {
  return new Tensor('float32', data, shape)
}

/** @throws a defect when the session put out no such float32 tensor */
export function float32Result(results: InferenceSession.OnnxValueMapType, name: string): Float32Array<ArrayBuffer> {
  const value = results[name]
  if (!(value instanceof Tensor) || !(value.data instanceof Float32Array)) {
    throw new Error(`onnxruntime gave no float32 ${name}`)
  }
  // onnxruntime hands out memory of its own making, never shared.
  return value.data as Float32Array<ArrayBuffer>
}
