/** A pen that draws as a canvas does and writes an SVG: a picture that is painted stroke by stroke is saved by the same strokes. */
import { escape, short } from './svg-parts'

/** What of a canvas such a picture uses. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  'globalAlpha' | 'strokeStyle' | 'fillStyle' | 'lineWidth' | 'font' | 'textAlign' | 'beginPath' | 'moveTo' | 'lineTo' | 'bezierCurveTo' | 'stroke' | 'fillRect' | 'strokeRect' | 'fillText'
>

const ANCHORS: Readonly<Record<CanvasTextAlign, string>> = { left: 'start', start: 'start', center: 'middle', right: 'end', end: 'end' }

/** @returns the pen, and what it has drawn */
export function createSvgPen(): { readonly pen: Pen; readonly drawn: () => string } {
  const parts: string[] = []
  let path = ''
  const numbers = (values: readonly number[]): string => values.map(short).join(' ')
  const pen: Pen = {
    globalAlpha: 1,
    strokeStyle: '#000',
    fillStyle: '#000',
    lineWidth: 1,
    font: '',
    textAlign: 'start',
    beginPath: () => (path = ''),
    moveTo: (x, y) => (path += `M${numbers([x, y])}`),
    // As on a canvas, the first point of a path is gone to and not drawn to.
    lineTo: (x, y) => (path += `${path === '' ? 'M' : 'L'}${numbers([x, y])}`),
    bezierCurveTo: (...values: number[]) => (path += `C${numbers(values)}`),
    stroke: () => parts.push(`<path d="${path}" fill="none" ${ink('stroke', pen.strokeStyle)} stroke-width="${short(pen.lineWidth)}"/>`),
    fillRect: (x, y, width, height) => parts.push(`<rect ${box(x, y, width, height)} ${ink('fill', pen.fillStyle)}/>`),
    strokeRect: (x, y, width, height) => parts.push(`<rect ${box(x, y, width, height)} fill="none" ${ink('stroke', pen.strokeStyle)} stroke-width="${short(pen.lineWidth)}"/>`),
    fillText: (text, x, y) => parts.push(`<text x="${short(x)}" y="${short(y)}" text-anchor="${ANCHORS[pen.textAlign]}" ${ink('fill', pen.fillStyle)}>${escape(text)}</text>`)
  }
  const ink = (what: 'fill' | 'stroke', style: Pen['fillStyle']): string => `${what}="${String(style)}"${pen.globalAlpha < 1 ? ` ${what}-opacity="${short(pen.globalAlpha)}"` : ''}`
  return { pen, drawn: () => parts.join('') }
}

function box(x: number, y: number, width: number, height: number): string {
  return `x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`
}
