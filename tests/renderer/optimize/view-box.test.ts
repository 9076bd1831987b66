import { describe, expect, test } from 'vitest'
import { chain } from '../../../src/core/structures/builders/chain'
import { net } from '../../../src/core/structures/builders/net'
import { boundsOf, hasEqualScales, needsRoom, nodeAt, springAt, structureShape, toPixels, toPlane, viewOf, withinReach } from '../../../src/renderer/workspaces/optimize/view-box'

const size = { width: 800, height: 400 }

describe('the view of a structure', () => {
  test('a net has one scale in both directions, a chain that moves up and down has two', () => {
    expect(hasEqualScales(net(3, 3))).toBe(true)
    expect(hasEqualScales(chain(5))).toBe(false)
    const view = viewOf(boundsOf([structureShape(net(6, 3))]), size, true)
    expect((view.x[1] - view.x[0]) / view.box.width).toBeCloseTo((view.y[1] - view.y[0]) / view.box.height, 12)
  })

  test('pixels and places are each other turned around; the upper edge is the larger y', () => {
    const view = viewOf({ x: [0, 21], y: [-4, 0] }, size, false)
    const [left, top] = toPixels(view, 7, -2.5)
    const [x, y] = toPlane(view, left, top)
    expect(x).toBeCloseTo(7, 10)
    expect(y).toBeCloseTo(-2.5, 10)
    expect(toPixels(view, 0, 0)[1]).toBeLessThan(toPixels(view, 0, -4)[1])
  })

  test('the nearest mass and the nearest spring within reach are found', () => {
    const structure = chain(20)
    const shape = structureShape(structure)
    const view = viewOf(boundsOf([shape]), size, false)
    const [left, top] = toPixels(view, 11, 0)
    expect(nodeAt(view, shape, left + 4, top - 5, 14)).toBe(11)
    expect(nodeAt(view, shape, left, top + 40, 14)).toBeNull()
    const [middle] = toPixels(view, 11.5, 0)
    expect(springAt(view, structure, shape, middle, top + 5, 7)).toBe(11)
    expect(springAt(view, structure, shape, middle, top + 9, 7)).toBeNull()
  })

  test('what diverges leaves the picture instead of shrinking all else', () => {
    const ends = boundsOf([[0, 0, 20, -4]])
    const astray = boundsOf([[0, -1e9, 20, 1e9]])
    const seen = withinReach(astray, ends, false)
    expect(seen.y[1] - seen.y[0]).toBeLessThan(20)
    const view = viewOf(ends, size, false)
    expect(needsRoom(view, ends)).toBe(false)
    expect(needsRoom(view, { x: [0, 20], y: [-40, 0] })).toBe(true)
  })
})
