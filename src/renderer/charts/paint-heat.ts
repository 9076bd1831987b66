/** Paints a map of numbers and its bar of colours on a canvas whose axes uPlot has drawn. */
import { colourIndex, coloursOf, parseHex } from './colour-scale'
import { barBox, barTitle, edgesOf, type Heat } from './heat'
import { tickCount, type Box } from './layout'
import type { Range } from './model'
import type { Plane } from './paint'
import { ticksOf, tickWords } from './ticks'

export function paintHeat(heat: Heat, plane: Plane): void {
  const { context, box, palette } = plane
  const colours = coloursOf(heat.scale, palette)
  const picture = pictureOf(heat, colours, palette.line)
  const [left, right] = edgesOf(heat.x, heat.columns).map(plane.x) as [number, number]
  const [bottom, top] = edgesOf(heat.y, heat.rows).map(plane.y) as [number, number]
  context.save()
  context.beginPath()
  context.rect(box.left, box.top, box.width, box.height)
  context.clip()
  context.imageSmoothingEnabled = false
  // Axes may run either way; the picture has its first row at the bottom.
  context.translate(left, bottom)
  context.scale(Math.sign(right - left) || 1, Math.sign(top - bottom) || -1)
  context.drawImage(picture, 0, 0, Math.abs(right - left), Math.abs(top - bottom))
  context.restore()
  paintBar(heat, colours, plane)
}

/** One pixel for each cell, the first row first. */
function pictureOf({ values, rows, columns, value }: Heat, colours: Uint8ClampedArray, masked: string): OffscreenCanvas {
  const canvas = new OffscreenCanvas(columns, rows)
  const image = new ImageData(columns, rows)
  paintPixels(image.data, values, value.range, colours, masked)
  canvas.getContext('2d')?.putImageData(image, 0, 0)
  return canvas
}

/** @param pixels [values, 4] red, green, blue and opacity */
export function paintPixels(pixels: Uint8ClampedArray, values: ArrayLike<number>, range: Range, colours: Uint8ClampedArray, masked: string): void {
  const nothing = parseHex(masked)
  for (let k = 0; k < values.length; k++) {
    const index = colourIndex(values[k] ?? NaN, range)
    for (let part = 0; part < 3; part++) pixels[4 * k + part] = (index < 0 ? nothing[part] : colours[3 * index + part]) ?? 0
    pixels[4 * k + 3] = 255
  }
}

function paintBar(heat: Heat, colours: Uint8ClampedArray, { context, ratio, box, palette, font }: Plane): void {
  const css: Box = { left: box.left / ratio, top: box.top / ratio, width: box.width / ratio, height: box.height / ratio }
  const { left, top, width, height } = barBox(css)
  const { value } = heat
  context.save()
  context.scale(ratio, ratio)
  const steps = colours.length / 3
  for (let step = 0; step < steps; step++) {
    const [r, g, b] = colours.subarray(3 * step, 3 * step + 3)
    context.fillStyle = `rgb(${r} ${g} ${b})`
    const upper = top + height * (1 - (step + 1) / steps)
    context.fillRect(left, upper, width, height / steps + 0.5)
  }
  context.fillStyle = palette.soft
  context.font = `11px ${font}`
  context.textBaseline = 'middle'
  context.textAlign = 'start'
  const ticks = ticksOf(value, value.range, tickCount(height, 'y'))
  const words = tickWords(value, ticks)
  ticks.forEach((tick, k) => {
    const y = top + height * (1 - (tick - value.range[0]) / (value.range[1] - value.range[0]))
    context.fillText(words[k] ?? '', left + width + 5, Math.min(Math.max(y, top + 5), top + height - 4))
  })
  paintTitle(context, barTitle(heat), left + width + 45, top + height / 2)
  context.restore()
}

/** Upright, read from below. */
function paintTitle(context: CanvasRenderingContext2D, title: string, x: number, y: number): void {
  context.translate(x, y)
  context.rotate(-Math.PI / 2)
  context.textAlign = 'center'
  context.fillText(title, 0, 0)
}
