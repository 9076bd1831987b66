/** onnxruntime's execution providers as engines: what each is called, and how it runs many steps best. */
import type { EngineKind } from '../../core/contract/engine'
import type { Device, SessionPlace } from './session'

export interface Provider {
  readonly kind: EngineKind
  /** onnxruntime's own name of it. */
  readonly provider: SessionPlace['provider']
  /** Steps of one graph, longest first; `any`: a Scan, as long as the call is. */
  readonly blocks: readonly (number | 'any')[]
  /** Whether the state stays in the provider's memory between calls. */
  readonly keepsState: boolean
}

/** One that needs more than the processor. */
export interface DeviceProvider extends Provider {
  readonly provider: Device
}

/** On a GPU a graph of several steps costs one trip from the host; ever longer ones only compile more slowly. */
const UNROLLED = [8, 1] as const

export const CPU: Provider = { kind: 'cpu', provider: 'cpu', blocks: ['any'], keepsState: false }
export const WEBGPU: DeviceProvider = { kind: 'webgpu', provider: 'webgpu', blocks: UNROLLED, keepsState: true }
/** Its Scan runs the body on the device. */
export const CUDA: DeviceProvider = { kind: 'cuda', provider: 'cuda', blocks: ['any'], keepsState: false }
export const DIRECTML: DeviceProvider = { kind: 'directml', provider: 'dml', blocks: UNROLLED, keepsState: false }
export const COREML: DeviceProvider = { kind: 'coreml', provider: 'coreml', blocks: UNROLLED, keepsState: false }
