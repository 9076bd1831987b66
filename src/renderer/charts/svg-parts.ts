/** What the parts of an SVG share: its plane, and how numbers and words are written in it. */
import type { Palette } from './colours'
import type { Box } from './layout'
import type { Range } from './model'

export interface Frame {
  readonly box: Box
  readonly x: (value: number) => number
  readonly y: (value: number) => number
  readonly xRange: Range
  readonly yRange: Range
  readonly palette: Palette
}

export function short(value: number): string {
  return String(Math.round(value * 100) / 100)
}

export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
