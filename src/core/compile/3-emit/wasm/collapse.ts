/** A loop with as few axes as its operands allow: neighbours along which every operand moves as if they were one. */
import type { LoopKernel, Operand } from './kernels'

export function collapse(loop: LoopKernel): LoopKernel {
  const operands = [...loop.loads, ...loop.stores, ...loop.reductions.map(({ out }) => out)]
  const axes = loop.space.map((_, axis) => axis).filter((axis) => loop.space[axis] > 1)
  const joined = axes.map((axis, index) => index > 0 && operands.every((one) => isOne(loop.space, one, axes[index - 1], axis)))
  const space: number[] = []
  axes.forEach((axis, index) => {
    if (joined[index]) space[space.length - 1] *= loop.space[axis]
    else space.push(loop.space[axis])
  })
  // A run of joined axes moves as its last does.
  const last = axes.filter((_, index) => !joined[index + 1])
  const along = <Of extends Operand>(operand: Of): Of => ({
    ...operand,
    strides: space.length === 0 ? [0] : last.map((axis) => operand.strides[axis])
  })
  return {
    ...loop,
    space: space.length === 0 ? [1] : space,
    loads: loop.loads.map(along),
    stores: loop.stores.map(along),
    reductions: loop.reductions.map((reduction) => ({ ...reduction, out: along(reduction.out) }))
  }
}

function isOne(space: readonly number[], { strides }: Operand, outer: number, inner: number): boolean {
  return strides[outer] === strides[inner] * space[inner]
}
