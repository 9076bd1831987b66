/** A chart as an SVG document: real vectors and words, the same layout rules as on the screen. */
import type { Palette } from './colours'
import { BAR } from './heat'
import { heatSvg } from './heat-svg'
import { placeLabels, rangesOf, tickCount, type Box } from './layout'
import { escape, short, type Frame } from './svg-parts'
import { axisTitle, outlineOf, xAt, type Axis, type Chart, type Range, type Series } from './model'
import { isRising, thin } from './thin'
import { ticksOf, tickWords } from './ticks'

/**
 * @param size width and height in CSS pixels
 * @returns a whole document, with its background
 */
export function chartSvg(
  chart: Chart,
  size: { readonly width: number; readonly height: number },
  palette: Palette,
  font: string
): string {
  const box: Box = { left: 56, top: 34, width: size.width - (chart.heat ? 56 + BAR.room : 72), height: size.height - 78 }
  const frame = frameOf(chart, box, palette)
  const parts = [
    `<rect width="${size.width}" height="${size.height}" fill="${palette.paper}"/>`,
    `<clipPath id="plot"><rect x="${box.left}" y="${box.top - 2}" width="${box.width + 4}" height="${box.height + 2}"/></clipPath>`,
    heading(chart, frame),
    axes(chart, frame),
    chart.heat ? heatSvg(chart.heat, frame) : '',
    `<g clip-path="url(#plot)">${chart.series.map((series) => drawSeries(series, frame)).join('')}</g>`,
    labels(chart, frame)
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" font-family="${escape(font)}" font-size="11">${parts.join('')}</svg>\n`
}

function frameOf(chart: Chart, box: Box, palette: Palette): Frame {
  const [xRange, yRange] = rangesOf(chart, box)
  const x = position(chart.x, xRange, box.left, box.left + box.width)
  const y = position(chart.y, yRange, box.top + box.height, box.top)
  return { box, x, y, xRange, yRange, palette }
}

function position({ scale }: Axis, [low, high]: Range, start: number, end: number): (value: number) => number {
  const bend = scale === 'log' ? Math.log10 : (value: number): number => value
  return (value) => start + ((bend(value) - bend(low)) / (bend(high) - bend(low))) * (end - start)
}

function heading({ title, note }: Chart, { palette }: Frame): string {
  return (
    `<text x="12" y="19" font-size="13" font-weight="600" fill="${palette.ink}">${escape(title)}` +
    `<tspan dx="8" font-size="11" font-weight="400" fill="${palette.soft}">${escape(note)}</tspan></text>`
  )
}

function axes(chart: Chart, { box, x, y, xRange, yRange, palette }: Frame): string {
  const bottom = box.top + box.height
  const xTicks = ticksOf(chart.x, xRange, tickCount(box.width, 'x'))
  const yTicks = ticksOf(chart.y, yRange, tickCount(box.height, 'y'))
  const xWords = tickWords(chart.x, xTicks)
  const yWords = tickWords(chart.y, yTicks)
  const middle = box.top + box.height / 2
  return [
    `<path d="M${box.left} ${box.top}V${bottom}H${box.left + box.width}" fill="none" stroke="${palette.line}"/>`,
    `<g fill="${palette.soft}">`,
    ...xTicks.map((tick, k) => `<text x="${short(x(tick))}" y="${bottom + 16}" text-anchor="middle">${xWords[k]}</text>`),
    ...yTicks.map((tick, k) => `<text x="${box.left - 6}" y="${short(y(tick) + 4)}" text-anchor="end">${yWords[k]}</text>`),
    `<text x="${box.left + box.width / 2}" y="${bottom + 34}" text-anchor="middle">${escape(axisTitle(chart.x))}</text>`,
    `<text transform="translate(13 ${middle}) rotate(-90)" text-anchor="middle">${escape(axisTitle(chart.y))}</text>`,
    '</g>'
  ].join('')
}

function drawSeries(series: Series, frame: Frame): string {
  const style = `opacity="${series.opacity}"`
  const colour = frame.palette[series.ink]
  if (series.kind === 'points') return `<g ${style} fill="${colour}">${circles(series, frame)}</g>`
  if (series.kind === 'band') {
    const points = outlineOf(series).map(({ x, y }) => `${short(frame.x(x))} ${short(frame.y(y))}`)
    return `<path ${style} d="M${points.join('L')}Z" fill="${colour}"/>`
  }
  return `<path ${style} d="${path(series, frame)}" fill="none" stroke="${colour}" stroke-width="${series.size}" stroke-linejoin="round"/>`
}

function circles(series: Series, { x, y }: Frame): string {
  return Array.from({ length: series.y.length }, (_, index) => {
    const [cx, cy] = [x(xAt(series, index)), y(series.y[index] ?? NaN)]
    return Number.isFinite(cx) && Number.isFinite(cy) ? `<circle cx="${short(cx)}" cy="${short(cy)}" r="${series.size}"/>` : ''
  }).join('')
}

function path(series: Series, { x, y, box, xRange }: Frame): string {
  const points = isRising(series) ? thin(series, xRange, 2 * Math.round(box.width)) : { x: series.x ?? [], y: series.y }
  let pen = false
  let d = ''
  for (let index = 0; index < points.y.length; index++) {
    const [px, py] = [x(points.x[index] ?? NaN), y(points.y[index] ?? NaN)]
    const drawable = Number.isFinite(px) && Number.isFinite(py)
    if (drawable) d += `${pen ? 'L' : 'M'}${short(px)} ${short(py)}`
    pen = drawable
  }
  return d
}

function labels(chart: Chart, { box, x, y, palette }: Frame): string {
  const placed = placeLabels(chart.labels, box, (label) => [x(label.x), y(label.y)])
  const rim = `paint-order="stroke" stroke="${palette.paper}" stroke-width="3" stroke-linejoin="round" font-weight="600"`
  const words = placed.map(
    ({ label, x: px, y: py }) =>
      `<text x="${short(px)}" y="${short(py)}" text-anchor="${label.anchor}" fill="${palette[label.ink]}">${escape(label.text)}</text>`
  )
  return `<g ${rim}>${words.join('')}</g>`
}
