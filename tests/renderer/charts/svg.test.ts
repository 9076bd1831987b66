import { describe, expect, it } from 'vitest'
import type { Palette } from '../../../src/renderer/charts/colours'
import { chartCsv } from '../../../src/renderer/charts/csv'
import { equalise } from '../../../src/renderer/charts/layout'
import type { Chart } from '../../../src/renderer/charts/model'
import { chartSvg } from '../../../src/renderer/charts/svg'

const palette: Palette = {
  paper: '#fff', ink: '#000', soft: '#555', line: '#ccc', faint: '#ddd', accent: '#06c',
  d1: '#0072b2', d2: '#d55e00', d3: '#009e73', d4: '#cc79a7', d5: '#e69f00', d6: '#56b4e9', d7: '#000'
}
const chart: Chart = {
  title: 'Response <up & down>',
  note: 'measured',
  x: { label: 'frequency', unit: 'Hz', scale: 'linear', range: [0, 10] },
  y: { label: '|V|', unit: 'µV', scale: 'linear', range: [0, 2] },
  equalScales: false,
  series: [
    { name: 'model, up', kind: 'line', x: [0, 5, 10], y: [0, 2, NaN], ink: 'd1', size: 1.5, opacity: 1 },
    { name: 'data', kind: 'points', x: [0, 10], y: [0, 2], ink: 'd2', size: 2, opacity: 0.5 }
  ],
  labels: [{ text: 'up', x: 5, y: 2, ink: 'd1', anchor: 'middle', lift: 5 }]
}
const svg = chartSvg(chart, { width: 472, height: 278 }, palette, 'Inter, "Segoe UI"')

describe('a chart on paper', () => {
  it('puts points where the axes say', () => {
    // The plot is 400 x 200 pixels with its corner at (56, 34).
    expect(svg).toContain('<circle cx="56" cy="234" r="2"/><circle cx="456" cy="34" r="2"/>')
    expect(svg).toContain('d="M56 234L256 34"')
  })

  it('is well formed: what was typed is escaped, every tag is closed', () => {
    expect(svg).toContain('Response &lt;up &amp; down&gt;')
    expect(svg).toContain('font-family="Inter, &quot;Segoe UI&quot;"')
    const open: string[] = []
    for (const [, slash, name = '', self] of svg.matchAll(/<(\/?)([a-zA-Z]+)[^>]*?(\/?)>/g)) {
      if (slash) expect(open.pop()).toBe(name)
      else if (!self) open.push(name)
    }
    expect(open).toEqual([])
  })

  it('carries its numbers as rows with units', () => {
    const rows = chartCsv(chart).split('\n')
    expect(rows[0]).toBe('series,kind,frequency (Hz),|V| (µV)')
    expect(rows[2]).toBe('"model, up",line,5,2')
    expect(rows).toHaveLength(7)
  })

  it('gives both directions one scale where asked', () => {
    const [x, y] = equalise([0, 1], [0, 4], { left: 0, top: 0, width: 200, height: 100 })
    expect(y).toEqual([0, 4])
    expect(x).toEqual([-3.5, 4.5])
  })
})
