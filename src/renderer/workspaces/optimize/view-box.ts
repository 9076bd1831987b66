/** Which part of the plane the picture of a structure shows, and where a place lies on it. CSS pixels throughout. */
import type { Structure } from '../../../core/recipe/structure'
import { equalise, type Box } from '../../charts/layout'
import type { Range } from '../../charts/model'

export interface ViewBox {
  readonly box: Box
  readonly x: Range
  readonly y: Range
}

export const MARGIN = { left: 58, right: 18, top: 12, bottom: 36 } as const

export interface Bounds {
  x: [number, number]
  y: [number, number]
}

export function boundsOf(shapes: readonly ArrayLike<number>[]): Bounds {
  const bounds: Bounds = { x: [Infinity, -Infinity], y: [Infinity, -Infinity] }
  for (const shape of shapes) widen(bounds, shape)
  return bounds
}

function widen({ x, y }: Bounds, shape: ArrayLike<number>): void {
  for (let k = 0; k + 1 < shape.length; k += 2) {
    const [px, py] = [shape[k] as number, shape[k + 1] as number]
    if (px < x[0]) x[0] = px
    if (px > x[1]) x[1] = px
    if (py < y[0]) y[0] = py
    if (py > y[1]) y[1] = py
  }
}

export function joined(a: Bounds, b: Bounds): Bounds {
  const both = (p: Range, q: Range): [number, number] => [Math.min(p[0], q[0]), Math.max(p[1], q[1])]
  return { x: both(a.x, b.x), y: both(a.y, b.y) }
}

/** [2 nodes] as the structure has them. */
export function structureShape({ nodes }: Structure): Float64Array {
  const shape = new Float64Array(2 * nodes.length)
  nodes.forEach(({ x, y }, node) => {
    shape[2 * node] = x
    shape[2 * node + 1] = y
  })
  return shape
}

/** A unit is as long upwards as sideways, but where masses only move up and down a drop may be drawn larger than it is. */
export function hasEqualScales({ nodes }: Structure): boolean {
  return nodes.some(({ free }) => free === 'x' || free === 'both')
}

export function viewOf({ x, y }: Bounds, size: { readonly width: number; readonly height: number }, isEqual: boolean): ViewBox {
  const box: Box = {
    left: MARGIN.left,
    top: MARGIN.top,
    width: Math.max(20, size.width - MARGIN.left - MARGIN.right),
    height: Math.max(20, size.height - MARGIN.top - MARGIN.bottom)
  }
  const padded = ([low, high]: Range, least: number): Range => {
    const width = Math.max(high - low, least)
    const centre = (low + high) / 2
    return [centre - 0.56 * width, centre + 0.56 * width]
  }
  const [wide, tall] = [padded(x, 1), padded(y, isEqual ? 1 : 2)]
  const [xRange, yRange] = isEqual ? equalise(wide, tall, box) : [wide, tall]
  return { box, x: xRange, y: yRange }
}

/** Bounds without what goes astray: beyond this much around where everything begins and ends, a shape leaves the picture. */
export function withinReach(bounds: Bounds, around: Bounds, isEqual: boolean): Bounds {
  const spans = [around.x[1] - around.x[0], around.y[1] - around.y[0]] as const
  const reach = isEqual ? [0.6 * Math.max(...spans, 1), 0.6 * Math.max(...spans, 1)] as const : [0.6 * Math.max(spans[0], 1), 0.8 * Math.max(spans[1], 2)] as const
  const clip = ([low, high]: Range, [least, most]: Range, room: number): [number, number] => [Math.max(low, least - room), Math.min(high, most + room)]
  return { x: clip(bounds.x, around.x, reach[0]), y: clip(bounds.y, around.y, reach[1]) }
}

/** Whether a shape has come near the edge of what is seen, or fills only little of it. */
export function needsRoom({ x, y }: ViewBox, bounds: Bounds): boolean {
  const isOut = ([low, high]: Range, [least, most]: Range): boolean => least < low + 0.01 * (high - low) || most > high - 0.01 * (high - low)
  return isOut(x, bounds.x) || isOut(y, bounds.y)
}

export function toPixels({ box, x, y }: ViewBox, px: number, py: number): [number, number] {
  return [box.left + ((px - x[0]) / (x[1] - x[0])) * box.width, box.top + (1 - (py - y[0]) / (y[1] - y[0])) * box.height]
}

export function toPlane({ box, x, y }: ViewBox, left: number, top: number): [number, number] {
  return [x[0] + ((left - box.left) / box.width) * (x[1] - x[0]), y[0] + (1 - (top - box.top) / box.height) * (y[1] - y[0])]
}

/** The node within reach of a point, the nearest one; null where there is none. */
export function nodeAt(view: ViewBox, coordinates: ArrayLike<number>, left: number, top: number, reach: number): number | null {
  let [best, nearest] = [-1, reach]
  for (let node = 0; 2 * node + 1 < coordinates.length; node++) {
    const [x, y] = toPixels(view, coordinates[2 * node] as number, coordinates[2 * node + 1] as number)
    const distance = Math.hypot(x - left, y - top)
    if (distance <= nearest) [best, nearest] = [node, distance]
  }
  return best < 0 ? null : best
}

/** The spring within reach of a point. */
export function springAt(view: ViewBox, { springs }: Structure, coordinates: ArrayLike<number>, left: number, top: number, reach: number): number | null {
  let [best, nearest] = [-1, reach]
  springs.forEach(({ a, b }, index) => {
    const [ax, ay] = toPixels(view, coordinates[2 * a] as number, coordinates[2 * a + 1] as number)
    const [bx, by] = toPixels(view, coordinates[2 * b] as number, coordinates[2 * b + 1] as number)
    const length = (bx - ax) ** 2 + (by - ay) ** 2
    const along = length > 0 ? Math.min(1, Math.max(0, ((left - ax) * (bx - ax) + (top - ay) * (by - ay)) / length)) : 0
    const distance = Math.hypot(ax + along * (bx - ax) - left, ay + along * (by - ay) - top)
    if (distance <= nearest) [best, nearest] = [index, distance]
  })
  return best < 0 ? null : best
}
