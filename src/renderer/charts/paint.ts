/** Paints a chart's series and labels on a canvas whose axes uPlot has drawn. Canvas pixels throughout. */
import type { Palette } from './colours'
import { placeLabels, type Box } from './layout'
import type { Chart, Range, Series } from './model'
import { outlineOf, xAt } from './model'
import { isRising, thin } from './thin'

export interface Plane {
  readonly context: CanvasRenderingContext2D
  /** Canvas pixels in one CSS pixel. */
  readonly ratio: number
  readonly box: Box
  readonly xRange: Range
  readonly x: (value: number) => number
  readonly y: (value: number) => number
  readonly palette: Palette
  readonly font: string
}

/** Above this many points a square is drawn instead of a disc, and points of one pixel are drawn once. */
const MANY_POINTS = 4000

export function paintSeries(chart: Chart, plane: Plane): void {
  const { context, box } = plane
  context.save()
  context.beginPath()
  context.rect(box.left, box.top - 2, box.width + 4, box.height + 2)
  context.clip()
  for (const series of chart.series) {
    context.globalAlpha = series.opacity
    if (series.kind === 'line') paintLine(series, plane)
    else if (series.kind === 'band') paintBand(series, plane)
    else paintPoints(series, plane)
  }
  context.restore()
}

function paintLine(series: Series, plane: Plane): void {
  const { context, ratio, box, xRange, palette } = plane
  const rising = isRising(series)
  const { x, y } = rising ? thin(series, xRange, Math.max(1, Math.round(box.width))) : { x: series.x ?? [], y: series.y }
  context.strokeStyle = palette[series.ink]
  context.lineWidth = series.size * ratio
  context.lineJoin = 'round'
  context.beginPath()
  let pen = false
  for (let index = 0; index < y.length; index++) {
    const px = plane.x(x[index] ?? NaN)
    const py = plane.y(y[index] ?? NaN)
    const drawable = Number.isFinite(px) && Number.isFinite(py)
    if (drawable && pen) context.lineTo(px, py)
    else if (drawable) context.moveTo(px, py)
    pen = drawable
  }
  context.stroke()
}

/** Filled between both edges; points that are not finite are left out. */
function paintBand(series: Series, plane: Plane): void {
  const { context, palette } = plane
  context.fillStyle = palette[series.ink]
  context.beginPath()
  for (const { x, y } of outlineOf(series)) context.lineTo(plane.x(x), plane.y(y))
  context.fill()
}

function paintPoints(series: Series, plane: Plane): void {
  const { context, ratio, palette } = plane
  const many = series.y.length > MANY_POINTS
  const radius = series.size * ratio
  const seen = new Set<number>()
  context.fillStyle = palette[series.ink]
  context.beginPath()
  for (let index = 0; index < series.y.length; index++) {
    const px = plane.x(xAt(series, index))
    const py = plane.y(series.y[index] ?? NaN)
    if (!Number.isFinite(px) || !Number.isFinite(py)) continue
    if (many) {
      const key = Math.round(px) * 65536 + Math.round(py)
      if (seen.has(key)) continue
      seen.add(key)
      context.rect(px - radius / 2, py - radius / 2, radius, radius)
    } else {
      context.moveTo(px + radius, py)
      context.arc(px, py, radius, 0, 2 * Math.PI)
    }
  }
  context.fill()
}

/** Words with a rim of paper around them, so that they can be read where curves run. */
export function paintLabels(chart: Chart, plane: Plane): void {
  const { context, ratio, box, palette } = plane
  const css = { left: box.left / ratio, top: box.top / ratio, width: box.width / ratio, height: box.height / ratio }
  const placed = placeLabels(chart.labels, css, ({ x, y }) => [plane.x(x) / ratio, plane.y(y) / ratio])
  context.save()
  context.font = `600 ${11 * ratio}px ${plane.font}`
  context.lineJoin = 'round'
  context.lineWidth = 3 * ratio
  context.strokeStyle = palette.paper
  context.textBaseline = 'alphabetic'
  for (const { label, x, y } of placed) {
    context.textAlign = label.anchor === 'middle' ? 'center' : label.anchor
    context.strokeText(label.text, x * ratio, y * ratio)
    context.fillStyle = palette[label.ink]
    context.fillText(label.text, x * ratio, y * ratio)
  }
  context.restore()
}
