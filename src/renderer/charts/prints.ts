/** A chart in the forms that it is saved in. */
import { readPalette } from './colours'
import { chartCsv } from './csv'
import type { Chart } from './model'
import { renderPng } from './png'
import { chartSvg } from './svg'

const SIZE = { width: 720, height: 480 }
export const FONT = 'Inter, "Segoe UI", system-ui, sans-serif'

/** @param chart read when it is saved, in the colours of then */
export function printsOf(chart: () => Chart): Readonly<Record<'svg' | 'png' | 'csv', () => Promise<string | Uint8Array<ArrayBuffer>>>> {
  const svg = (): string => chartSvg(chart(), SIZE, readPalette(), FONT)
  return {
    svg: async () => svg(),
    png: () => renderPng(svg(), SIZE, 2),
    csv: async () => chartCsv(chart())
  }
}
