/** Paints a heat map with axes, colour scale, contours and curves on a canvas whose unit is a CSS pixel. */
import { colourAt } from './colour-map'
import type { Palette } from './colours'
import { contourPieces } from './contours'
import { edgesOf, shareOf, type HeatMapChart } from './heat-map'
import { tickCount, type Box } from './layout'
import { axisTitle, type Axis } from './model'
import { paintLabels, paintSeries } from './paint'
import { ticksOf, tickWords } from './ticks'

const SCALE_WIDTH = 12

export function heatMapBox(width: number, height: number): Box {
  return { left: 56, top: 8, width: Math.max(20, width - 56 - 84), height: Math.max(20, height - 8 - 40) }
}

export function paintHeatMap(context: CanvasRenderingContext2D, chart: HeatMapChart, size: { readonly width: number; readonly height: number }, palette: Palette, font: string): void {
  const box = heatMapBox(size.width, size.height)
  const [xRange, yRange] = [edgesOf(chart.xs), edgesOf(chart.ys)]
  const x = (value: number): number => box.left + ((value - xRange[0]) / (xRange[1] - xRange[0])) * box.width
  const y = (value: number): number => box.top + (1 - (value - yRange[0]) / (yRange[1] - yRange[0])) * box.height
  context.fillStyle = palette.paper
  context.fillRect(0, 0, size.width, size.height)
  paintCells(context, chart, box)
  context.save()
  context.beginPath()
  context.rect(box.left, box.top, box.width, box.height)
  context.clip()
  paintContours(context, chart, x, y)
  context.restore()
  const plane = { context, ratio: 1, box, xRange, x, y, palette, font }
  const asLines = { ...chart, equalScales: false }
  paintSeries(asLines, plane)
  paintLabels(asLines, plane)
  paintAxis(context, chart.x, 'x', edgesOf(chart.xs), box, palette, font)
  paintAxis(context, chart.y, 'y', edgesOf(chart.ys), box, palette, font)
  paintScale(context, chart.value, box, palette, font)
}

function paintCells(context: CanvasRenderingContext2D, { xs, ys, values, value, isSmooth }: HeatMapChart, box: Box): void {
  const [columns, rows] = [xs.length, ys.length]
  if (columns === 0 || rows === 0) return
  const image = new ImageData(columns, rows)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const number = values[row * columns + column] ?? NaN
      const to = 4 * ((rows - 1 - row) * columns + column)
      const [red, green, blue] = colourAt(shareOf(value, number))
      image.data.set([red, green, blue, Number.isNaN(number) ? 0 : 255], to)
    }
  }
  const cells = new OffscreenCanvas(columns, rows)
  cells.getContext('2d')?.putImageData(image, 0, 0)
  context.imageSmoothingEnabled = isSmooth
  context.imageSmoothingQuality = 'high'
  context.drawImage(cells, box.left, box.top, box.width, box.height)
}

function paintContours(context: CanvasRenderingContext2D, { xs, ys, values, contours }: HeatMapChart, x: (value: number) => number, y: (value: number) => number): void {
  const place = (axis: ArrayLike<number>, index: number): number => {
    const [first, last] = [axis[0] ?? 0, axis[axis.length - 1] ?? 1]
    return first + (index / Math.max(1, axis.length - 1)) * (last - first)
  }
  context.strokeStyle = 'rgb(255 255 255 / 38%)'
  context.lineWidth = 0.8
  for (const level of contours) {
    const pieces = contourPieces(values, xs.length, ys.length, level)
    context.beginPath()
    for (let k = 0; k + 3 < pieces.length; k += 4) {
      context.moveTo(x(place(xs, pieces[k] ?? NaN)), y(place(ys, pieces[k + 1] ?? NaN)))
      context.lineTo(x(place(xs, pieces[k + 2] ?? NaN)), y(place(ys, pieces[k + 3] ?? NaN)))
    }
    context.stroke()
  }
}

function paintAxis(context: CanvasRenderingContext2D, axis: Axis, direction: 'x' | 'y', range: readonly [number, number], box: Box, palette: Palette, font: string): void {
  const length = direction === 'x' ? box.width : box.height
  const ticks = ticksOf(axis, range, tickCount(length, direction))
  const words = tickWords(axis, ticks)
  const bottom = box.top + box.height
  context.fillStyle = palette.soft
  context.font = `11px ${font}`
  ticks.forEach((tick, k) => {
    const share = (tick - range[0]) / (range[1] - range[0])
    context.textAlign = direction === 'x' ? 'center' : 'end'
    if (direction === 'x') context.fillText(words[k] ?? '', box.left + share * box.width, bottom + 15)
    else context.fillText(words[k] ?? '', box.left - 6, box.top + (1 - share) * box.height + 4)
  })
  context.textAlign = 'center'
  if (direction === 'x') return context.fillText(axisTitle(axis), box.left + box.width / 2, bottom + 32)
  turned(context, axisTitle(axis), 12, box.top + box.height / 2)
}

function turned(context: CanvasRenderingContext2D, words: string, left: number, top: number): void {
  context.save()
  context.translate(left, top)
  context.rotate(-Math.PI / 2)
  context.fillText(words, 0, 0)
  context.restore()
}

function paintScale(context: CanvasRenderingContext2D, value: Axis, box: Box, palette: Palette, font: string): void {
  const left = box.left + box.width + 12
  for (let k = 0; k < box.height; k++) {
    const [red, green, blue] = colourAt(1 - k / Math.max(1, box.height - 1))
    context.fillStyle = `rgb(${red} ${green} ${blue})`
    context.fillRect(left, box.top + k, SCALE_WIDTH, 1.5)
  }
  const ticks = ticksOf(value, value.range, tickCount(box.height, 'y'))
  const words = tickWords(value, ticks)
  context.fillStyle = palette.soft
  context.font = `11px ${font}`
  context.textAlign = 'start'
  ticks.forEach((tick, k) => context.fillText(words[k] ?? '', left + SCALE_WIDTH + 5, box.top + (1 - shareOf(value, tick)) * box.height + 4))
  context.textAlign = 'center'
  turned(context, axisTitle(value), left + SCALE_WIDTH + 52, box.top + box.height / 2)
}
