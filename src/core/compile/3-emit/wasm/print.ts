/** Kernels and their memory as text: what golden files hold and a person reads. */
import type { Node } from '../../graph'
import type { Kernel, Load, LoopKernel, Operand, Reduction } from './kernels'
import { placeOf } from './places'
import type { MemoryPlan } from './plan'
import type { Program } from './settle'

export function printProgram(program: Program): string {
  const { graph, kernels, nesting } = program
  const nested = [...nesting.keys()].map((value) => {
    const { root, offset } = placeOf(nesting, value)
    return `  ${value} is ${root}${offset === 0 ? '' : ` + ${offset}`}`
  })
  const lines = kernels.flatMap((kernel, index) => printKernel(kernel).map((line, row) => (row === 0 ? `${index} ${line}` : `    ${line}`)))
  return `${[`${graph.name}, ${kernels.length} kernels`, ...lines, 'places', ...nested].join('\n')}\n`
}

/** First what it does, then the lines of a loop. */
export function printKernel(kernel: Kernel): string[] {
  switch (kernel.kind) {
    case 'gemm': {
      const { m, n, k, a, transA, b, bias, out } = kernel
      return [`gemm ${m} x ${n} x ${k}: ${out} = ${a}${transA ? '^T' : ''} ${b}${bias ? ` + ${printOperand(bias)}` : ''}`]
    }
    case 'transpose':
      return [`transpose ${kernel.rows} x ${kernel.columns}: ${kernel.out} = ${kernel.a}^T`]
    case 'loop':
      return printLoop(kernel)
  }
}

function printLoop({ space, loads, nodes, stores, reductions }: LoopKernel): string[] {
  return [
    `loop [${space.join(', ')}]`,
    `load ${loads.map(printLoad).join(' ')}`,
    ...nodes.map(printNode),
    ...(stores.length > 0 ? [`store ${stores.map(printOperand).join(' ')}`] : []),
    ...reductions.map(printReduction)
  ]
}

/** With its strides, where it does not move along its one axis number by number. */
function printOperand({ value, strides, offset }: Operand): string {
  const from = offset === 0 ? value : `${value}[${offset}]`
  return strides.join() === '1' ? from : `${from}(${strides.join(', ')})`
}

function printLoad(load: Load): string {
  return load.as === load.value ? printOperand(load) : `${load.as} = ${printOperand(load)}`
}

function printNode({ op, inputs, outputs }: Node): string {
  return `${outputs.join(', ')} = ${op}(${inputs.join(', ')})`
}

function printReduction({ kind, value, scale, out }: Reduction): string {
  return `${printOperand(out)} = ${kind} of ${value}${scale === 1 ? '' : ` times ${scale}`}`
}

/** One region a line, in the order of addresses: bytes, numbers, name. */
export function printPlan({ regions, capacity, bytes }: MemoryPlan): string {
  const lines = [...regions]
    .toSorted(([, a], [, b]) => a.at - b.at)
    .map(([root, { at, each, size }]) => `${String(at).padStart(8)} ${root} [${size}]${each === 0 ? '' : ' each step'}`)
  return `${[`memory of ${bytes} bytes for ${capacity} steps`, ...lines].join('\n')}\n`
}
