/** The pieces a graph falls into: each becomes one WebAssembly function. They run in order. */
import type { Node } from '../../graph'

export type Kernel = GemmKernel | TransposeKernel | LoopKernel

/** out [m, n] = a [m, k] (or a^T, a being [k, m]) b [k, n] + bias. */
export interface GemmKernel {
  readonly kind: 'gemm'
  readonly m: number
  readonly n: number
  readonly k: number
  readonly a: string
  readonly transA: boolean
  readonly b: string
  /** Its strides along rows and columns, 0 where it repeats. */
  readonly bias: Operand | null
  readonly out: string
}

/** out [columns, rows] = a [rows, columns]^T. */
export interface TransposeKernel {
  readonly kind: 'transpose'
  readonly rows: number
  readonly columns: number
  readonly a: string
  readonly out: string
}

/** A value as the loop walks over it, in numbers. */
export interface Operand {
  readonly value: string
  /** How far its address moves with each axis; 0 where it repeats. */
  readonly strides: readonly number[]
  /** From its beginning to the first element. */
  readonly offset: number
}

export interface Load extends Operand {
  /** The name that the loop knows the elements by. */
  readonly as: string
}

/** `kind` of all elements that fall on the same number of `out`, times `scale`. */
export interface Reduction {
  readonly kind: 'sum' | 'max'
  readonly value: string
  readonly scale: number
  readonly out: Operand
  /** Elements of different places fall on one number, in a way that strides do not show. */
  readonly overlaps: boolean
}

/** For each element of a space: load, compute, store, reduce. Four elements of the innermost axis at a time. */
export interface LoopKernel {
  readonly kind: 'loop'
  readonly space: readonly number[]
  readonly loads: readonly Load[]
  /** Elementwise, in order, from loaded and computed values. */
  readonly nodes: readonly Node[]
  readonly stores: readonly Operand[]
  readonly reductions: readonly Reduction[]
}

/** Values that a kernel reads from memory. */
export function reads(kernel: Kernel): string[] {
  switch (kernel.kind) {
    case 'gemm':
      return [kernel.a, kernel.b, ...(kernel.bias ? [kernel.bias.value] : [])]
    case 'transpose':
      return [kernel.a]
    case 'loop':
      return kernel.loads.map(({ value }) => value)
  }
}

/** Values that it writes. */
export function writes(kernel: Kernel): string[] {
  if (kernel.kind !== 'loop') return [kernel.out]
  return [...kernel.stores.map(({ value }) => value), ...kernel.reductions.map(({ out }) => out.value)]
}
