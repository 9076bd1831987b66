/** What the picture of the structure holds, whatever is done with it: shapes in inks with names, drawn by the canvas and saved by the menu. */
import type { Structure } from '../../../core/recipe/structure'
import type { Chart, Ink, Label, Series } from '../../charts/model'
import { boundsOf, hasEqualScales } from './view-box'

export interface Shape {
  /** [2 nodes] */
  readonly at: ArrayLike<number>
  readonly ink: Ink
  readonly name: string
  /** Masses are drawn too. */
  readonly isMain: boolean
  readonly opacity: number
}

/** Shapes left behind, drawn once and then kept: faint lines from first to last. */
export interface Trail {
  readonly key: string
  readonly shapes: readonly ArrayLike<number>[]
  readonly ink: Ink
  readonly opacity: (index: number) => number
}

export interface Picture {
  readonly structure: Structure
  readonly shapes: readonly Shape[]
  readonly trails: readonly Trail[]
}

/** Names where shapes can be told apart: below a chain, each a little further to the right; beside what fills an area. */
export function namesOf({ structure, shapes }: Picture): Label[] {
  const named = shapes.filter(({ name }) => name !== '')
  const isArea = hasEqualScales(structure)
  return named.map(({ at, name, ink }, index) => {
    const nodes = at.length / 2
    const share = isArea ? 0 : 0.5 + (0.3 * index) / Math.max(1, named.length)
    const node = isArea ? furthestRight(at) : Math.min(nodes - 1, Math.round(nodes * share))
    return { text: name, x: at[2 * node] ?? 0, y: at[2 * node + 1] ?? 0, ink, anchor: isArea ? 'start' : 'middle', lift: isArea ? 14 * index - 20 : -16 }
  })
}

function furthestRight(at: ArrayLike<number>): number {
  let best = 0
  for (let node = 1; 2 * node < at.length; node++) if ((at[2 * node] as number) > (at[2 * best] as number)) best = node
  return best
}

/** The same picture as a chart, for SVG, PNG and CSV. */
export function pictureChart(picture: Picture, title: string, note: string): Chart {
  const lines = (at: ArrayLike<number>): { x: number[]; y: number[] } => {
    const [x, y]: [number[], number[]] = [[], []]
    let last = -1
    for (const { a, b } of picture.structure.springs) {
      if (a !== last) {
        if (last >= 0) push(NaN, NaN)
        push(at[2 * a] ?? NaN, at[2 * a + 1] ?? NaN)
      }
      push(at[2 * b] ?? NaN, at[2 * b + 1] ?? NaN)
      last = b
    }
    return { x, y }
    function push(px: number, py: number): void {
      x.push(px)
      y.push(py)
    }
  }
  const trails = picture.trails.flatMap(({ shapes, ink, key, opacity }): Series[] =>
    shapes.map((at, index) => ({ name: `${key}, shape ${index}`, kind: 'line', ...lines(at), ink, size: 0.7, opacity: opacity(index) }))
  )
  const shapes = picture.shapes.flatMap(({ at, ink, name, isMain, opacity }): Series[] => [
    { name: name || 'springs', kind: 'line', ...lines(at), ink, size: isMain ? 1.6 : 1, opacity },
    ...(isMain ? [{ name: `${name} masses`, kind: 'points', ...masses(at), ink, size: 2.4, opacity } satisfies Series] : [])
  ])
  const bounds = boundsOf(picture.shapes.map(({ at }) => at))
  const widened = ([low, high]: readonly [number, number]): [number, number] => [low - 0.06 * (high - low || 1), high + 0.06 * (high - low || 1)]
  return {
    title,
    note,
    x: { label: 'x', unit: '', scale: 'linear', range: widened(bounds.x) },
    y: { label: 'y', unit: '', scale: 'linear', range: widened(bounds.y) },
    equalScales: hasEqualScales(picture.structure),
    series: [...trails, ...shapes],
    labels: namesOf(picture)
  }
}

function masses(at: ArrayLike<number>): { x: Float64Array; y: Float64Array } {
  const take = (axis: number): Float64Array => Float64Array.from({ length: at.length / 2 }, (_, k) => at[2 * k + axis] ?? NaN)
  return { x: take(0), y: take(1) }
}
