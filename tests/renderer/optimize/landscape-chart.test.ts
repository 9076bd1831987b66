import { describe, expect, test } from 'vitest'
import { chain } from '../../../src/core/structures/builders/chain'
import { createEnergy } from '../../../src/core/structures/energy'
import { landscape, pathPlane, project, rangeAround } from '../../../src/core/structures/landscape'
import { createLane, isDone, pathOf, stepLane } from '../../../src/renderer/workspaces/optimize/lane'
import { heightsOf, landscapeChart } from '../../../src/renderer/workspaces/optimize/landscape-chart'

describe('the landscape as a chart', () => {
  test('holds the path, which goes down its map from the start to the end', () => {
    const energy = createEnergy(chain(10))
    const lane = createLane('l-bfgs', { on: true, eta: 1, beta: 0 }, energy, energy.start, 300, { deviation: 0, seed: 1, index: 0 })
    while (!isDone(lane)) stepLane(lane)
    const path = pathOf(lane)
    const plane = pathPlane(path, path.at(-1) ?? energy.start)
    const projected = project(plane, path)
    const grid = landscape(energy, plane, rangeAround([projected.x]), rangeAround([projected.y]), 41)
    const chart = landscapeChart({ what: 'landscape', ...grid, plane }, [lane], { x: 'a', y: 'b', note: '' })
    const drawn = chart.series.find(({ name }) => name === 'L-BFGS')
    expect(drawn?.x?.[0]).toBeGreaterThan(chart.x.range[0])
    expect(drawn?.x?.[0]).toBeLessThan(chart.x.range[1])
    // The end is the lowest point of the plane: the height of the map there is that of its nearest cell, almost 0.
    expect(Math.min(...Array.from(chart.heat?.values ?? []))).toBe(0)
    expect(drawn?.x?.[drawn.x.length - 1]).toBeCloseTo(0, 9)
    expect(chart.series[0]?.x?.length).toBeGreaterThan(300)
  })

  test('shows decades where walls are steep', () => {
    const valley = Float64Array.from({ length: 1000 }, (_, k) => 7 + (k < 20 ? 1e6 : k))
    expect(heightsOf(valley)).toMatchObject({ isSteep: true, highest: expect.closeTo(6, 4) })
    expect(heightsOf(Float64Array.from({ length: 100 }, (_, k) => k)).isSteep).toBe(false)
  })
})
