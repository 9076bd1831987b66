/** The theme's colours, read from the page's CSS variables. */
import type { Ink } from './model'

export type Palette = Readonly<Record<Ink | 'paper', string>>

const NAMES = ['paper', 'ink', 'soft', 'line', 'faint', 'accent', 'd1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'] as const

/** Read anew after every change of theme. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement)
  const entries = NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])
  return Object.fromEntries(entries) as Palette
}
