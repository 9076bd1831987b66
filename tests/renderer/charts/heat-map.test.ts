import { describe, expect, test } from 'vitest'
import { colourAt } from '../../../src/renderer/charts/colour-map'
import { contourPieces } from '../../../src/renderer/charts/contours'
import { contourLevels, edgesOf, heatMapCsv, shareOf, type HeatMapChart } from '../../../src/renderer/charts/heat-map'

const axis = { label: 'x', unit: 'Hz', scale: 'linear', range: [0, 1] } as const

describe('contours', () => {
  test('of a cone are circles of that radius', () => {
    const size = 61
    const values = Float64Array.from({ length: size * size }, (_, k) => Math.hypot((k % size) - 30, Math.floor(k / size) - 30))
    const pieces = contourPieces(values, size, size, 20)
    expect(pieces.length / 4).toBeGreaterThan(100)
    let length = 0
    for (let k = 0; k < pieces.length; k += 4) {
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = pieces.slice(k, k + 4)
      // A straight piece inside a cell cuts a circle of radius 20 by less than 1/80.
      expect(Math.abs(Math.hypot(x0 - 30, y0 - 30) - 20)).toBeLessThan(0.02)
      length += Math.hypot(x1 - x0, y1 - y0)
    }
    expect(length / (2 * Math.PI * 20)).toBeCloseTo(1, 3)
  })

  test('a saddle has two pieces, joined as its middle says', () => {
    // Corners 1, 0, 1, 0 around: at 0.4 the middle, 0.5, is above, so that the corners of 1 are joined and those of 0 cut off.
    const low = contourPieces([1, 0, 0, 1], 2, 2, 0.4)
    const high = contourPieces([1, 0, 0, 1], 2, 2, 0.6)
    expect(low).toHaveLength(8)
    expect(high).toHaveLength(8)
    const span = (pieces: number[]): number => Math.hypot((pieces[2] ?? 0) - (pieces[0] ?? 0), (pieces[3] ?? 0) - (pieces[1] ?? 0))
    expect(span(low)).toBeCloseTo(0.4 * Math.SQRT2, 9)
    expect(span(high)).toBeCloseTo(0.4 * Math.SQRT2, 9)
  })
})

describe('heat maps', () => {
  test('colours rise in lightness from end to end', () => {
    const lightness = Array.from({ length: 65 }, (_, k) => {
      const [red, green, blue] = colourAt(k / 64).map((value) => (value / 255) ** 2.2) as [number, number, number]
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    })
    lightness.slice(1).forEach((value, k) => expect(value).toBeGreaterThan(lightness[k] ?? NaN))
    expect(colourAt(-1)).toEqual(colourAt(0))
    expect(colourAt(2)).toEqual(colourAt(1))
    expect(colourAt(NaN).every(Number.isFinite)).toBe(true)
  })

  test('a scale of decades has its middle at the geometric mean, levels lie evenly on it', () => {
    const decades = { ...axis, scale: 'log', range: [0.01, 100] } as const
    expect(shareOf(decades, 1)).toBeCloseTo(0.5, 12)
    expect(shareOf(decades, 0)).toBe(0)
    expect(contourLevels(decades, 3).map((level) => Math.round(level * 1000) / 1000)).toEqual([0.1, 1, 10])
    expect(contourLevels({ ...axis, range: [0, 4] }, 3)).toEqual([1, 2, 3])
  })

  test('cells reach half a step beyond the outer values', () => {
    expect(edgesOf([0, 1, 2])).toEqual([-0.5, 2.5])
    expect(edgesOf([3])).toEqual([2.5, 3.5])
  })

  test('the table has a row for each cell and each point of a curve', () => {
    const chart: HeatMapChart = {
      title: 't', note: '', x: axis, y: { ...axis, label: 'y', unit: '' }, value: { ...axis, label: 'energy, scaled', unit: '' }, xs: [1, 2], ys: [5], values: [10, 20],
      isSmooth: true, contours: [], labels: [], series: [{ name: 'path', kind: 'line', x: [1.5], y: [5], ink: 'd1', size: 1, opacity: 1 }]
    }
    expect(heatMapCsv(chart)).toBe('series,x (Hz),y,"energy, scaled"\nmap,1,5,10\nmap,2,5,20\npath,1.5,5,\n')
  })
})
