import { describe, expect, test } from 'vitest'
import { chain } from '../../../src/core/structures/builders/chain'
import { truss } from '../../../src/core/structures/builders/truss'
import { createEnergy } from '../../../src/core/structures/energy'
import { followStart, joinMinima, type Minimum } from '../../../src/core/structures/minima'
import { lowestCurvatures, normalModes } from '../../../src/core/structures/modes'
import { chainWith } from './support'

function search(energy: ReturnType<typeof createEnergy>, count: number, spread: number, seed: number): { readonly found: Minimum[]; readonly lost: number } {
  const ends = Array.from({ length: count }, (_, k) => followStart(energy, { spread, seed }, k))
  return { found: joinMinima([], ends.flatMap((end) => end ?? []), spread), lost: ends.filter((end) => end === null).length }
}

describe('minima', () => {
  test('a short chain longer than its span buckles: each way of going up and down that ends at height 0, with its mirror image', () => {
    const energy = createEnergy(chainWith(5, { l: 1.2, mg: 0 }))
    const { found, lost } = search(energy, 400, 0.8, 1)
    expect(lost).toBe(0)
    // Six springs, all relaxed: three go up and three down, in any order.
    const relaxed = found.filter(({ value }) => value < 1e-9)
    expect(relaxed).toHaveLength(20)
    for (const { position } of relaxed) {
      const isMirror = (other: Float64Array): boolean => other.every((y, k) => Math.abs(y + (position[k] ?? NaN)) < 1e-4)
      expect(relaxed.filter((other) => isMirror(other.position))).toHaveLength(1)
      expect(lowestCurvatures(energy, position, 1)[0]).toBeGreaterThan(0)
    }
    // The straight chain is no minimum: its across stiffness K (1 - l) is negative.
    expect(lowestCurvatures(energy, energy.start, 1)[0]).toBeCloseTo(4 * 5 * (1 - 1.2) * Math.cos(Math.PI / 12) ** 2, 9)
  })

  test('one mass between two ends has two lowest minima, up and down', () => {
    const energy = createEnergy(chainWith(1, { l: 1.2, mg: 0 }))
    const { found } = search(energy, 30, 1, 2)
    expect(found).toHaveLength(2)
    const heights = found.map(({ position }) => position[0] ?? NaN).sort((a, b) => a - b)
    const d = Math.sqrt(1.2 ** 2 - 1)
    expect(heights[0]).toBeCloseTo(-d, 8)
    expect(heights[1]).toBeCloseTo(d, 8)
    expect(found[0]?.found).toBe(30 - (found[1]?.found ?? NaN))
    // E'' at y = d with two springs: 2 K (d / l)^2.
    expect(lowestCurvatures(energy, found[0]?.position ?? energy.start, 1)[0]).toBeCloseTo(2 * 5 * (d / 1.2) ** 2, 7)
  })

  test("the straight chain's modes are standing waves: omega = 2 sqrt(K (1 - l)/m) sin(k pi / (2 (n + 1)))", () => {
    const structure = chainWith(12, { mg: 0 })
    const heavy = { ...structure, nodes: structure.nodes.map((node) => ({ ...node, mass: 4 })) }
    const energy = createEnergy(heavy)
    normalModes(energy, energy.start, 12).forEach(({ square, shape }, k) => {
      expect(Math.sqrt(square)).toBeCloseTo(2 * Math.sqrt(1 / 4) * Math.sin(((k + 1) * Math.PI) / 26), 10)
      const wave = Float64Array.from(shape, (_, j) => Math.sin(((k + 1) * (j + 1) * Math.PI) / 13))
      const overlap = wave.reduce((sum, value, j) => sum + value * (shape[j] ?? NaN), 0)
      const norms = Math.sqrt(wave.reduce((sum, value) => sum + value ** 2, 0) * shape.reduce((sum, value) => sum + value ** 2, 0))
      expect(Math.abs(overlap) / norms).toBeCloseTo(1, 9)
    })
  })

  test('a truss on its supports is stable, and falls when a diagonal is cut', () => {
    const whole = createEnergy({ ...truss(5), constants: { K: 100, mg: 0 } })
    expect(lowestCurvatures(whole, whole.start, 1)[0]).toBeGreaterThan(0.1)
    const built = truss(5)
    const cut = createEnergy({ ...built, constants: { K: 100, mg: 0 }, springs: built.springs.filter((_, k) => k !== 9) })
    expect(lowestCurvatures(cut, cut.start, 1)[0]).toBeLessThan(1e-9)
  })

  test('the same structure in micrometres and micronewtons has the same minima', () => {
    const unit = 1e-6
    const built = chainWith(4, { l: 1.2, mg: 0 })
    const small = { ...built, constants: { ...built.constants, l: 1.2 * unit }, nodes: built.nodes.map((node) => ({ ...node, x: node.x * unit })) }
    const large = search(createEnergy(built), 200, 0.8, 1)
    const tiny = search(createEnergy(small), 200, 0.8 * unit, 1)
    expect(tiny.lost).toBe(0)
    // Two of five springs go one way and three the other, up or down, in any order: all of one energy.
    expect(large.found).toHaveLength(20)
    for (const { value } of large.found) expect(value).toBeCloseTo(large.found[0]?.value ?? NaN, 12)
    expect(tiny.found).toHaveLength(large.found.length)
    const heights = ({ found }: typeof tiny, of: number): string[] => found.map(({ position }) => [...position].map((y) => (y / of).toFixed(3)).join()).sort()
    expect(heights(tiny, unit)).toEqual(heights(large, 1))
  })

  test('the same seed finds the same minima', () => {
    const energy = createEnergy(chain(4))
    const run = (): string => JSON.stringify(search(energy, 5, 1, 7).found.map(({ value, found, position }) => [value, found, [...position]]))
    expect(run()).toBe(run())
  })
})
