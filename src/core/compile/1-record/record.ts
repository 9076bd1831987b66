/**
 * Runs ordinary TensorFlow.js code once, without data, and gives the graph of what it did. TensorFlow.js keeps one
 * backend for everybody: it is taken for the length of this synchronous call and put back, whatever happens.
 */
import { engine, getBackend, registerBackend, registerKernel, removeBackend, setBackend, tidy } from '@tensorflow/tfjs-core'
import type { Tensor } from '@tensorflow/tfjs-core'
import type { Graph } from '../graph'
import { arithmetic } from './arithmetic'
import { RecordingBackend, float32 } from './backend'
import { comparisons } from './comparison'
import { convolutions } from './convolution'
import type { Convolutions } from './backend'
import { fills } from './fill'
import { BACKEND_NAME } from './kernel'
import { matMul } from './mat-mul'
import { max } from './max'
import { reshapes } from './reshape'
import { slices } from './slice'
import { logSoftmax } from './softmax'
import { splits } from './split'
import { step } from './step'
import { sum } from './sum'
import { createTape, finish, writeInput } from './tape'
import { transpose } from './transpose'
import { unaries } from './unary'

const kernels = [
  ...arithmetic,
  ...comparisons,
  ...convolutions,
  ...fills,
  ...reshapes,
  ...slices,
  ...splits,
  ...unaries,
  logSoftmax,
  matMul,
  max,
  step,
  sum,
  transpose
]
for (const config of kernels) registerKernel(config)

export type Tensors<Name extends string> = Readonly<Record<Name, Tensor>>

/**
 * @param shapes of the inputs, by name, in the graph's order; all float32
 * @param build the code to record: its results, by name, become the graph's outputs
 */
export function record<Input extends string, Result extends string>(
  name: string,
  shapes: Readonly<Record<Input, readonly number[]>>,
  build: (inputs: Tensors<Input>) => Tensors<Result>,
  convolutionsAs: Convolutions = 'products'
): Graph {
  const tape = createTape(name)
  const backend = new RecordingBackend(tape, convolutionsAs)
  return withBackend(backend, () => {
    const placeholder = ([input, shape]: [string, readonly number[]]): [string, Tensor] => {
      const type = float32(shape)
      const tensor = backend.tensorOf(writeInput(tape, input, type), type)
      return [input, engine().makeTensorFromTensorInfo(tensor)]
    }
    const inputs = Object.entries<readonly number[]>(shapes).map(placeholder)
    const results = build(Object.fromEntries(inputs) as Tensors<Input>)
    const outputs = Object.entries<Tensor>(results)
    return finish(tape, outputs.map(([output, tensor]) => ({ name: output, value: backend.nameOf(tensor) })))
  })
}

function withBackend(backend: RecordingBackend, run: () => Graph): Graph {
  // Before any backend was chosen TensorFlow.js has no name for it.
  const previous: string | null | undefined = getBackend()
  registerBackend(BACKEND_NAME, () => backend)
  try {
    // A backend that is made synchronously is in place when the call returns; the promise says nothing more.
    void setBackend(BACKEND_NAME)
    let graph: Graph | undefined
    tidy(() => {
      graph = run()
    })
    if (!graph) throw new Error('record: nothing was recorded')
    return graph
  } finally {
    removeBackend(BACKEND_NAME)
    if (previous) void setBackend(previous)
  }
}
