/** A map of numbers in an SVG: cells as rectangles, neighbours of one colour in one, and the bar of colours. */
import { colourIndex, coloursOf, hexOf } from './colour-scale'
import { barBox, barTitle, edgesOf, type Heat } from './heat'
import { tickCount } from './layout'
import { escape, short, type Frame } from './svg-parts'
import { ticksOf, tickWords } from './ticks'

export function heatSvg(heat: Heat, frame: Frame): string {
  const colours = coloursOf(heat.scale, frame.palette)
  return `<g clip-path="url(#plot)" shape-rendering="crispEdges">${cells(heat, frame, colours)}</g>${bar(heat, frame, colours)}`
}

function cells(heat: Heat, { x, y, palette }: Frame, colours: Uint8ClampedArray): string {
  const { rows, columns } = heat
  const [[left, right], [low, high]] = [edgesOf(heat.x, columns), edgesOf(heat.y, rows)]
  const at = (column: number): number => x(left + ((right - left) * column) / columns)
  const up = (row: number): number => y(low + ((high - low) * row) / rows)
  const parts: string[] = []
  for (let row = 0; row < rows; row++) {
    const [one, other] = [up(row), up(row + 1)]
    for (let column = 0; column < columns; ) {
      const index = indexAt(heat, row, column)
      const start = column
      while (column < columns && indexAt(heat, row, column) === index) column++
      const [from, to] = [at(start), at(column)]
      const fill = index < 0 ? palette.line : hexOf(colours, index)
      parts.push(`<rect x="${short(Math.min(from, to))}" y="${short(Math.min(one, other))}" width="${short(Math.abs(to - from))}" height="${short(Math.abs(one - other))}" fill="${fill}"/>`)
    }
  }
  return parts.join('')
}

function indexAt({ values, columns, value }: Heat, row: number, column: number): number {
  return colourIndex(values[row * columns + column] ?? NaN, value.range)
}

function bar(heat: Heat, { box, palette }: Frame, colours: Uint8ClampedArray): string {
  const { left, top, width, height } = barBox(box)
  const { value } = heat
  const steps = colours.length / 3
  const stripes = Array.from({ length: steps }, (_, step) => {
    const upper = top + height * (1 - (step + 1) / steps)
    return `<rect x="${left}" y="${short(upper)}" width="${width}" height="${short(height / steps + 0.5)}" fill="${hexOf(colours, step)}"/>`
  })
  const ticks = ticksOf(value, value.range, tickCount(height, 'y'))
  const words = tickWords(value, ticks).map((word, k) => {
    const share = ((ticks[k] ?? NaN) - value.range[0]) / (value.range[1] - value.range[0])
    return `<text x="${left + width + 5}" y="${short(top + height * (1 - share) + 4)}">${word}</text>`
  })
  const title = `<text transform="translate(${left + width + 54} ${top + height / 2}) rotate(-90)" text-anchor="middle">${escape(barTitle(heat))}</text>`
  return `${stripes.join('')}<g fill="${palette.soft}">${words.join('')}${title}</g>`
}
