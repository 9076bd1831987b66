/** Paints springs, masses and pinned ends on a canvas whose unit is a CSS pixel. */
import type { Structure } from '../../../core/recipe/structure'
import type { Palette } from '../../charts/colours'
import { placeLabels, tickCount } from '../../charts/layout'
import type { Axis, Ink, Label } from '../../charts/model'
import { linearTicks, tickWords } from '../../charts/ticks'
import { toPixels, type ViewBox } from './view-box'

export interface Pen {
  readonly context: CanvasRenderingContext2D
  readonly view: ViewBox
  readonly palette: Palette
  readonly font: string
}

const AXIS: Axis = { label: '', unit: '', scale: 'linear', range: [0, 1] }

export function paintAxes({ context, view, palette, font }: Pen): void {
  const { box, x, y } = view
  const bottom = box.top + box.height
  context.strokeStyle = palette.line
  context.lineWidth = 1
  context.beginPath()
  context.moveTo(box.left - 0.5, box.top)
  context.lineTo(box.left - 0.5, bottom + 0.5)
  context.lineTo(box.left + box.width, bottom + 0.5)
  context.stroke()
  context.fillStyle = palette.soft
  context.font = `11px ${font}`
  const [xTicks, yTicks] = [linearTicks(x, tickCount(box.width, 'x')), linearTicks(y, tickCount(box.height, 'y'))]
  const [xWords, yWords] = [tickWords(AXIS, xTicks), tickWords(AXIS, yTicks)]
  context.textAlign = 'center'
  xTicks.forEach((tick, k) => context.fillText(xWords[k] ?? '', toPixels(view, tick, 0)[0], bottom + 15))
  context.fillText('x', box.left + box.width / 2, bottom + 30)
  context.textAlign = 'end'
  yTicks.forEach((tick, k) => context.fillText(yWords[k] ?? '', box.left - 6, toPixels(view, 0, tick)[1] + 4))
  context.textAlign = 'center'
  context.save()
  context.translate(10, box.top + box.height / 2)
  context.rotate(-Math.PI / 2)
  context.fillText('y', 0, 0)
  context.restore()
}

export function clipToBox({ context, view: { box } }: Pen): void {
  context.beginPath()
  context.rect(box.left, box.top - 6, box.width + 8, box.height + 6)
  context.clip()
}

/** What is nearer than this to the last point of a line, in pixels, is not seen. */
const UNSEEN = 0.7

/** All springs as one path. */
export function paintSprings({ context, view, palette }: Pen, { springs }: Structure, at: ArrayLike<number>, ink: Ink, width: number, opacity: number): void {
  const { box, x, y } = view
  const [sx, sy] = [box.width / (x[1] - x[0]), box.height / (y[1] - y[0])]
  const [ox, oy] = [box.left - x[0] * sx, box.top + box.height + y[0] * sy]
  context.globalAlpha = opacity
  context.strokeStyle = palette[ink]
  context.lineWidth = width
  context.lineJoin = 'round'
  context.beginPath()
  let last = -1
  let [penX, penY] = [NaN, NaN]
  for (let k = 0; k < springs.length; k++) {
    const { a, b } = springs[k] as Structure['springs'][number]
    // Springs in a row are one line: half the work, and joints without gaps.
    if (a !== last) {
      penX = ox + sx * (at[2 * a] as number)
      penY = oy - sy * (at[2 * a + 1] as number)
      context.moveTo(penX, penY)
    }
    const toX = ox + sx * (at[2 * b] as number)
    const toY = oy - sy * (at[2 * b + 1] as number)
    last = b
    const isInRow = k + 1 < springs.length && (springs[k + 1] as Structure['springs'][number]).a === b
    if (isInRow && Math.abs(toX - penX) < UNSEEN && Math.abs(toY - penY) < UNSEEN) continue
    context.lineTo(toX, toY)
    penX = toX
    penY = toY
  }
  context.stroke()
  context.globalAlpha = 1
}

export function massRadius(nodes: number): number {
  return nodes <= 60 ? 4 : nodes <= 300 ? 2.6 : nodes <= 900 ? 1.8 : 1.1
}

/** Masses so close that their discs would hide the springs are left out. */
function isCrowded(view: ViewBox, { springs }: Structure, at: ArrayLike<number>): boolean {
  const stride = Math.max(1, Math.floor(springs.length / 40))
  let [sum, count] = [0, 0]
  for (let k = 0; k < springs.length; k += stride, count++) {
    const { a, b } = springs[k] as Structure['springs'][number]
    const [ax, ay] = toPixels(view, at[2 * a] as number, at[2 * a + 1] as number)
    const [bx, by] = toPixels(view, at[2 * b] as number, at[2 * b + 1] as number)
    sum += Math.hypot(bx - ax, by - ay)
  }
  return count > 20 && sum / count < 3.5
}

export function paintMasses({ context, view, palette }: Pen, structure: Structure, at: ArrayLike<number>, ink: Ink): void {
  if (isCrowded(view, structure, at)) return
  const { nodes } = structure
  const radius = massRadius(nodes.length)
  context.fillStyle = palette[ink]
  context.beginPath()
  for (let node = 0; node < nodes.length; node++) {
    if ((nodes[node] as Structure['nodes'][number]).free === 'none') continue
    const [x, y] = toPixels(view, at[2 * node] as number, at[2 * node + 1] as number)
    if (radius < 1.5) context.rect(x - radius, y - radius, 2 * radius, 2 * radius)
    else {
      context.moveTo(x + radius, y)
      context.arc(x, y, radius, 0, 2 * Math.PI)
    }
  }
  context.fill()
}

/** A pin is a square on hatched ground; a roller, free along one direction alone, a square with a line along it. */
export function paintPins({ context, view, palette }: Pen, { nodes }: Structure, at: ArrayLike<number>): void {
  const half = massRadius(nodes.length) + 1.5
  context.fillStyle = palette.ink
  for (let node = 0; node < nodes.length; node++) {
    if ((nodes[node] as Structure['nodes'][number]).free !== 'none') continue
    const [x, y] = toPixels(view, at[2 * node] as number, at[2 * node + 1] as number)
    context.fillRect(x - half, y - half, 2 * half, 2 * half)
  }
}

export function paintSelection({ context, view, palette }: Pen, { springs, nodes }: Structure, at: ArrayLike<number>, selection: { readonly kind: 'node' | 'spring'; readonly index: number }): void {
  context.strokeStyle = palette.accent
  context.lineWidth = 2
  context.beginPath()
  if (selection.kind === 'node') {
    const [x, y] = toPixels(view, at[2 * selection.index] as number, at[2 * selection.index + 1] as number)
    context.arc(x, y, massRadius(nodes.length) + 5, 0, 2 * Math.PI)
  } else {
    const spring = springs[selection.index]
    if (!spring) return
    context.lineWidth = 4
    context.moveTo(...toPixels(view, at[2 * spring.a] as number, at[2 * spring.a + 1] as number))
    context.lineTo(...toPixels(view, at[2 * spring.b] as number, at[2 * spring.b + 1] as number))
  }
  context.stroke()
}

/** Names of curves where they run, with a rim of paper. */
export function paintNames({ context, view, palette, font }: Pen, labels: readonly Label[]): void {
  context.font = `600 11px ${font}`
  context.lineJoin = 'round'
  context.lineWidth = 3
  context.strokeStyle = palette.paper
  for (const { label, x, y } of placeLabels(labels, view.box, (one) => toPixels(view, one.x, one.y))) {
    context.textAlign = label.anchor === 'middle' ? 'center' : label.anchor
    context.strokeText(label.text, x, y)
    context.fillStyle = palette[label.ink]
    context.fillText(label.text, x, y)
  }
}
