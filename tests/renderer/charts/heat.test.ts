import { describe, expect, test } from 'vitest'
import type { Palette } from '../../../src/renderer/charts/colours'
import { chartCsv } from '../../../src/renderer/charts/csv'
import { heatAt, heatRange } from '../../../src/renderer/charts/heat'
import { chartSvg } from '../../../src/renderer/charts/svg'
import { mapChart } from '../../../src/renderer/recipe/map-charts'

const palette: Palette = {
  paper: '#fff', ink: '#000', soft: '#555', line: '#ccc', faint: '#ddd', accent: '#06c',
  d1: '#0072b2', d2: '#d55e00', d3: '#009e73', d4: '#cc79a7', d5: '#e69f00', d6: '#56b4e9', d7: '#000'
}
const chart = mapChart({
  title: 'Map',
  note: '',
  axes: [{ name: 'f', unit: 'V', from: 1, to: 2, count: 2 }, { name: 'omega', unit: 'Hz', from: 10, to: 30, count: 3 }],
  values: [0, 0, 4, NaN, 2, 4],
  quantity: '|z|',
  unit: 'mV'
})

describe('a map of numbers', () => {
  test('is shown from edge to edge of its cells', () => {
    expect(chart.x.range).toEqual([5, 35])
    expect(chart.y.range).toEqual([0.5, 2.5])
  })

  test('says the value under the pointer', () => {
    const at = (x: number, y: number): number | null => (chart.heat ? heatAt(chart.heat, [x, y]) : null)
    expect([at(10, 1), at(24.9, 1.6), at(25.1, 1.4), at(34, 2.4)]).toEqual([0, 2, 4, 4])
    expect(at(6, 2)).toBeNaN()
    expect([at(4.9, 1), at(10, 2.6)]).toEqual([null, null])
  })

  test('is a matrix as CSV, its axes first', () => {
    expect(chartCsv(chart)).toBe('|z| (mV): drive f (V) down and drive frequency omega (Hz) across,10,20,30\n1,0,0,4\n2,,2,4\n')
  })

  test('is cells in an SVG, neighbours of one colour in one, and nothing in the colour of a line', () => {
    const svg = chartSvg(chart, { width: 430, height: 278 }, palette, 'Inter')
    // The plot is 300 x 200 pixels with its corner at (56, 34): columns of 100, rows of 100, the first row below.
    expect(svg).toContain('<rect x="56" y="134" width="200" height="100" fill="#440154"/><rect x="256" y="134" width="100" height="100" fill="#fde725"/>')
    expect(svg).toContain('<rect x="56" y="34" width="100" height="100" fill="#ccc"/>')
  })

  test('has a scale about zero that is as long on either side', () => {
    expect(heatRange([[-1, 3, NaN]], 'diverging')).toEqual([-3, 3])
    expect(heatRange([[-1, 3, NaN]], 'sequential')).toEqual([-1, 3])
  })
})
