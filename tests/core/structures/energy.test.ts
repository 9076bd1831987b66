import { describe, expect, test } from 'vitest'
import { SharkfinError } from '../../../src/core/contract/errors'
import { structureSchema, type Structure } from '../../../src/core/recipe/structure'
import { BUILDERS } from '../../../src/core/structures/builders'
import { chain } from '../../../src/core/structures/builders/chain'
import { checkGradient } from '../../../src/core/structures/check-gradient'
import { createEnergy } from '../../../src/core/structures/energy'
import { createHessian } from '../../../src/core/structures/hessian'
import { scattered } from './support'

describe('energy', () => {
  test("the lesson's chain has the lesson's energy and gradient", () => {
    const [K, l, mg] = [5, 0.8, 0.1]
    const energy = createEnergy(chain(20))
    expect(energy.size).toBe(20)
    const y = scattered(energy.start, 0.7, 1)
    const heights = [0, ...y, 0]
    const at = (j: number): number => heights[j] ?? NaN
    const length = (j: number): number => Math.sqrt((at(j + 1) - at(j)) ** 2 + 1)
    let expected = 0
    for (let j = 0; j <= 20; j++) expected += (K / 2) * (length(j) - l) ** 2
    for (let j = 1; j <= 20; j++) expected += mg * at(j)
    const slope = new Float64Array(20)
    expect(energy.gradient(y, slope)).toBeCloseTo(expected, 12)
    for (let j = 1; j <= 20; j++) {
      const pull = (k: number): number => (K * (length(k) - l) * (at(k + 1) - at(k))) / length(k)
      expect(slope[j - 1]).toBeCloseTo(pull(j - 1) - pull(j) + mg, 12)
    }
  })

  test.each(BUILDERS)('gradient of a $name against finite differences, Hessian against those of the gradient', ({ build, smallest }) => {
    const structure = structureSchema.parse(build(Math.max(smallest, 5)))
    const energy = createEnergy(structure)
    const position = scattered(energy.start, 0.2, 3)
    expect(checkGradient(energy, position).difference).toBeLessThan(1e-8)
    expectHessian(energy, position)
  })

  test('typed energies that are not quadratic, with constants of single springs', () => {
    const structure: Structure = {
      ...BUILDERS[1]?.build(4) ?? chain(3),
      springEnergy: 'K*(exp(-2*a*(length - l)) - 2*exp(-a*(length - l)))',
      massEnergy: 'mass*g*y + 0.3*sin(x)*cos(y) + 0.1*x^2*y',
      constants: { K: 2, a: 0.7, l: 0.9, g: 0.2 }
    }
    structure.springs[2] = { ...(structure.springs[2] ?? { a: 0, b: 1 }), constants: { a: 1.1, K: 3 } }
    const energy = createEnergy(structure)
    const position = scattered(energy.start, 0.2, 4)
    expect(checkGradient(energy, position).difference).toBeLessThan(1e-8)
    expectHessian(energy, position)
  })

  test('a wrong formula is marked at its character', () => {
    const broken = { ...chain(3), springEnergy: 'K/2*(lenght - l)^2' }
    expect(() => createEnergy(broken)).toThrow(SharkfinError)
    try {
      createEnergy(broken)
    } catch (thrown) {
      const { code, place, remedy } = thrown as SharkfinError
      expect(code).toBe('formula-unknown-symbol')
      expect(place).toEqual({ field: 'springEnergy', column: 6 })
      expect(remedy).toContain('length')
    }
  })

  test('a spring of no length pulls nowhere, and a spring that joins a node with itself is refused', () => {
    const structure = chain(2)
    structure.nodes[1] = { x: 0, y: 0, free: 'both', mass: 1 }
    const energy = createEnergy(structure)
    const slope = new Float64Array(energy.size)
    expect(Number.isFinite(energy.gradient(energy.start, slope))).toBe(true)
    expect(slope.every(Number.isFinite)).toBe(true)
    expect(structureSchema.safeParse({ ...structure, springs: [{ a: 1, b: 1 }] }).success).toBe(false)
    expect(structureSchema.safeParse({ ...structure, springs: [{ a: 1, b: 9 }] }).success).toBe(false)
  })

  test('the gradient check finds a gradient that is wrong', () => {
    const energy = createEnergy(chain(5))
    const wrong = { size: 5, gradient: (x: Float64Array, slope: Float64Array) => energy.gradient(x, slope) + 0 * (slope[2] = 1.01 * (slope[2] ?? 0)) }
    const check = checkGradient(wrong, scattered(energy.start, 0.5, 5))
    expect(check.at).toBe(2)
    expect(check.difference).toBeGreaterThan(1e-4)
  })
})

function expectHessian(energy: ReturnType<typeof createEnergy>, position: Float64Array): void {
  const { size } = energy
  const hessian = createHessian(energy)
  hessian.at(position)
  const matrix = hessian.dense()
  const step = 1e-5
  const [above, below, column] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)]
  const scale = matrix.reduce((so, value) => Math.max(so, Math.abs(value)), 1)
  for (let c = 0; c < size; c++) {
    const shifted = position.slice()
    shifted[c] = (position[c] ?? NaN) + step
    energy.gradient(shifted, above)
    shifted[c] = (position[c] ?? NaN) - step
    energy.gradient(shifted, below)
    hessian.multiply(Float64Array.from(position, (_, k) => (k === c ? 1 : 0)), column)
    for (let r = 0; r < size; r++) {
      const entry = matrix[r * size + c] ?? NaN
      expect(Math.abs(entry - (matrix[c * size + r] ?? NaN))).toBeLessThan(1e-14 * scale)
      expect(Math.abs(entry - (column[r] ?? NaN))).toBeLessThan(1e-13 * scale)
      expect(Math.abs(entry - ((above[r] ?? NaN) - (below[r] ?? NaN)) / (2 * step)) / scale).toBeLessThan(1e-7)
    }
  }
}
