/** What a network learns to say: a few numbers, or one quantity along a curve or over a map. */
import { sizeOfExtent } from './axes'
import type { Extent } from './axes'

/** A quantity that the network learns to say. */
export interface Target {
  readonly name: string
  readonly unit: string
  /** Where it is drawn from, as numbers and in words; null where it is computed. */
  readonly span: readonly [number, number] | null
  readonly range: string | null
}

export interface Said {
  readonly targets: readonly Target[]
  /** One answer: a list with a number for each target; or of the only one a curve [n, 1] or a map [rows, columns, 1]. */
  readonly answer: Extent
  /** Numbers in it. */
  readonly outputs: number
}

/** A number for each target. */
export function listed(targets: readonly Target[]): Said {
  return { targets, answer: { shape: [targets.length], axes: [] }, outputs: targets.length }
}

/** One target all along. */
export function along(target: Target, { axes, shape }: Extent): Said {
  const answer = { axes, shape: shape.length === 1 ? [...shape, 1] : shape }
  return { targets: [target], answer, outputs: sizeOfExtent(answer) }
}

/** Whether it is a curve or a map instead of a few numbers. */
export function isExtended({ answer }: Pick<Said, 'answer'>): boolean {
  return answer.axes.length > 0
}
