import { describe, expect, test } from 'vitest'
import { chain } from '../../../src/core/structures/builders/chain'
import { cloth } from '../../../src/core/structures/builders/cloth'
import type { Structure } from '../../../src/core/recipe/structure'
import { chartCsv } from '../../../src/renderer/charts/csv'
import { namesOf, pictureChart, type Picture } from '../../../src/renderer/workspaces/optimize/picture'
import { structureShape } from '../../../src/renderer/workspaces/optimize/view-box'

function pictureOf(structure: Structure): Picture {
  const at = structureShape(structure)
  return { structure, shapes: [{ at, ink: 'd1', name: 'Adam', isMain: true, opacity: 1 }, { at, ink: 'd2', name: 'momentum', isMain: true, opacity: 1 }], trails: [] }
}

describe('the picture of a structure as a chart', () => {
  test('a chain is one line through its nodes, and its masses are points', () => {
    const [line, masses] = pictureChart(pictureOf(chain(3)), 'Structure', '').series
    expect(Array.from(line?.x ?? [])).toEqual([0, 1, 2, 3, 4])
    expect(Array.from(masses?.x ?? [])).toEqual([0, 1, 2, 3, 4])
    expect(chartCsv(pictureChart(pictureOf(chain(3)), 'Structure', ''))).toContain('Adam,line,4,0')
  })

  test('springs that are not in a row are apart; every spring is drawn, and an area keeps its proportions', () => {
    const structure = cloth(4, 3)
    const chart = pictureChart(pictureOf(structure), 'Structure', '')
    const [line] = chart.series
    const x = Array.from(line?.x ?? [])
    const pieces = x.filter((value, k) => k > 0 && !Number.isNaN(value) && !Number.isNaN(x[k - 1] ?? NaN)).length
    expect(pieces).toBe(structure.springs.length)
    expect(chart.equalScales).toBe(true)
  })

  test('names stand beside an area, one below the other, and below a chain at different places', () => {
    const lifts = namesOf(pictureOf(cloth(4, 4))).map(({ lift }) => lift)
    expect(new Set(lifts).size).toBe(2)
    const places = namesOf(pictureOf(chain(20))).map(({ x }) => x)
    expect(new Set(places).size).toBe(2)
  })
})
