/**
 * A TensorFlow.js backend through which no data flows: its tensors are names of values on a tape, and its kernels write
 * nodes. A backend must be a class, since TensorFlow.js asks for `KernelBackend`.
 */
import { KernelBackend } from '@tensorflow/tfjs-core'
import type { BackendValues, DataId, DataType, TensorInfo } from '@tensorflow/tfjs-core'
import type { ElementType, ValueType } from '../graph'
import { writeConstant } from './tape'
import type { Tape } from './tape'

/**
 * How a convolution is recorded: as matrix products, which share what the kernel sees with the gradient, or as ONNX's own
 * operator, which any reader of an exported model knows.
 */
export type Convolutions = 'products' | 'operators'

/** A tensor is a value on the tape, or numbers that have not been written there yet. */
type Entry = { readonly name: string } | { readonly numbers: Float32Array; readonly shape: readonly number[] }

function singles(values: BackendValues | null): Float32Array {
  if (values === null) throw new Error('record: a tensor without values')
  if (values instanceof Uint8Array) return Float32Array.from(values)
  if (values instanceof Float32Array) return values.slice()
  if (values instanceof Int32Array) return Float32Array.from(values)
  throw new Error('record: only numbers can be recorded')
}

export class RecordingBackend extends KernelBackend {
  private readonly entries = new WeakMap<DataId, Entry>()

  constructor(
    readonly tape: Tape,
    readonly convolutions: Convolutions = 'products'
  ) {
    super()
  }

  override write(values: BackendValues, shape: number[], _dtype: DataType): DataId {
    return this.keep({ numbers: singles(values), shape })
  }

  /** The value's name on the tape; numbers are written there as a constant the first time. */
  nameOf({ dataId, shape }: TensorInfo): string {
    const entry = this.entries.get(dataId)
    if (!entry) throw new Error('record: a tensor of another backend')
    if ('name' in entry) return entry.name
    const name = writeConstant(this.tape, { element: 'float32', shape: [...shape], data: entry.numbers })
    this.entries.set(dataId, { name })
    return name
  }

  /** A tensor for a value on the tape. Booleans are 'bool' to TensorFlow.js as well. */
  tensorOf(name: string, { element, shape }: { element: ElementType; shape: readonly number[] }): TensorInfo {
    const dtype: DataType = element === 'int64' ? 'int32' : element
    return { dataId: this.keep({ name }), shape: [...shape], dtype }
  }

  private keep(entry: Entry): DataId {
    const dataId = {}
    this.entries.set(dataId, entry)
    return dataId
  }

  override readSync(): never {
    throw new Error('record: a recorded value cannot be read, since no data flows')
  }
  override read(): never {
    return this.readSync()
  }
  override numDataIds(): number {
    return 0
  }
  override floatPrecision(): 32 {
    return 32
  }
  override epsilon(): number {
    return 1e-7
  }
  override memory(): { unreliable: boolean } {
    return { unreliable: true }
  }
  override timerAvailable(): boolean {
    return false
  }
  override disposeData(): boolean {
    return true
  }
  override refCount(): number {
    return 1
  }
  override incRef(): void {}
  decRef(): void {}
  override dispose(): void {}
}

/** Element and shape of a tensor that is recorded as float32. */
export function float32(shape: readonly number[]): ValueType & { readonly shape: readonly number[] } {
  return { element: 'float32', shape }
}
