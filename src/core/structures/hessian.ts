/**
 * Second derivatives of a structure's energy at one place. A spring along the unit vector n, of length L, stiffens by
 * E''(L) n n^T + E'(L)/L (1 - n n^T): along itself, and across, where only its tension holds it.
 */
import { createArrayMachine } from './array-machine'
import { fillMasses, movingNodes, outputsOf, type Energy } from './energy'
import { constantOfSprings, measure, scatter } from './layout'
import type { SparseSymmetric } from './band-cholesky'
import type { Curvature } from './objective'

/** Symmetric blocks [xx, xy, yy] of three numbers: of each spring (for its difference of places) and of each node. */
interface Blocks {
  readonly springs: Float64Array
  readonly nodes: Float64Array
}

export interface Hessian extends Curvature {
  /** Moves to another place; allocates nothing. */
  readonly at: (position: Float64Array) => void
  /** [size * size], row after row. */
  readonly dense: () => Float64Array
  /** Its lower triangle, entry by entry; several of one place add up. */
  readonly sparse: () => SparseSymmetric
}

export function createHessian(energy: Energy): Hessian {
  const { layout, size } = energy
  const nodes = layout.masses.length
  const blocks: Blocks = { springs: new Float64Array(3 * layout.a.length), nodes: new Float64Array(3 * nodes) }
  const coordinates = energy.coordinates.slice()
  const springs = springBlocks(energy, coordinates, blocks.springs)
  const masses = nodeBlocks(energy, coordinates, blocks.nodes)
  const at = (position: Float64Array): void => {
    coordinates.set(energy.coordinates)
    scatter(layout, position, coordinates)
    springs()
    masses()
  }
  at(energy.start)
  const [moved, answer] = [new Float64Array(2 * nodes), new Float64Array(2 * nodes)]
  const multiply = (v: Float64Array, out: Float64Array): void => {
    moved.fill(0)
    scatter(layout, v, moved)
    multiplyAll(energy, blocks, moved, answer)
    for (let k = 0; k < size; k++) out[k] = answer[2 * (layout.nodeOf[k] as number) + (layout.axisOf[k] as number)] as number
  }
  return { size, at, multiply, dense: () => dense(energy, blocks), sparse: () => sparse(energy, blocks) }
}

function springBlocks({ structure, layout: { a, b }, graphs }: Energy, at: Float64Array, to: Float64Array): () => void {
  const count = a.length
  const machine = createArrayMachine(graphs.spring, count)
  for (const name of graphs.ownConstants) machine.inputs.get(name)?.set(constantOfSprings(structure, name))
  const length = machine.inputs.get('length') ?? new Float64Array(count)
  const { first, second } = outputsOf(machine.outputs, ['first', 'second'])
  return () => {
    measure(a, b, at, length)
    machine.run()
    for (let k = 0; k < count; k++) {
      const [p, q, L] = [2 * (a[k] as number), 2 * (b[k] as number), length[k] as number]
      const along = second[k] as number
      const across = L > 0 ? (first[k] as number) / L : 0
      const [nx, ny] = L > 0 ? [((at[q] as number) - (at[p] as number)) / L, ((at[q + 1] as number) - (at[p + 1] as number)) / L] : [0, 0]
      to[3 * k] = across + (along - across) * nx * nx
      to[3 * k + 1] = (along - across) * nx * ny
      to[3 * k + 2] = across + (along - across) * ny * ny
    }
  }
}

function nodeBlocks({ structure, layout, graphs }: Energy, at: Float64Array, to: Float64Array): () => void {
  const moving = movingNodes(structure)
  const machine = createArrayMachine(graphs.mass, moving.length)
  fillMasses(machine.inputs.get('mass'), moving, layout)
  const { xx, xy, yy } = outputsOf(machine.outputs, ['xx', 'xy', 'yy'])
  return () => {
    machine.inputs.get('x')?.forEach((_, k, x) => (x[k] = at[2 * (moving[k] as number)] as number))
    machine.inputs.get('y')?.forEach((_, k, y) => (y[k] = at[2 * (moving[k] as number) + 1] as number))
    machine.run()
    for (let k = 0; k < moving.length; k++) to.set([xx[k] as number, xy[k] as number, yy[k] as number], 3 * (moving[k] as number))
  }
}

function multiplyAll({ layout: { a, b, masses } }: Energy, { springs, nodes }: Blocks, v: Float64Array, out: Float64Array): void {
  for (let n = 0; n < masses.length; n++) {
    const x = v[2 * n] as number
    const y = v[2 * n + 1] as number
    out[2 * n] = (nodes[3 * n] as number) * x + (nodes[3 * n + 1] as number) * y
    out[2 * n + 1] = (nodes[3 * n + 1] as number) * x + (nodes[3 * n + 2] as number) * y
  }
  for (let k = 0; k < a.length; k++) {
    const p = 2 * (a[k] as number)
    const q = 2 * (b[k] as number)
    const x = (v[q] as number) - (v[p] as number)
    const y = (v[q + 1] as number) - (v[p + 1] as number)
    const fx = (springs[3 * k] as number) * x + (springs[3 * k + 1] as number) * y
    const fy = (springs[3 * k + 1] as number) * x + (springs[3 * k + 2] as number) * y
    out[p] = (out[p] as number) - fx
    out[p + 1] = (out[p + 1] as number) - fy
    out[q] = (out[q] as number) + fx
    out[q + 1] = (out[q + 1] as number) + fy
  }
}

type Add = (row: number, column: number, value: number) => void

/** Every block of every spring and node, coordinate by coordinate. */
function eachEntry({ layout: { a, b, place, masses } }: Energy, { springs, nodes }: Blocks, add: Add): void {
  const block = (row: number, column: number, blocks: Float64Array, at: number, sign: number): void => {
    for (let i = 0; i < 2; i++) {
      for (let j = 0; j < 2; j++) {
        const [r, c] = [place[2 * row + i] as number, place[2 * column + j] as number]
        if (r >= 0 && c >= 0) add(r, c, sign * (blocks[3 * at + i + j] as number))
      }
    }
  }
  for (let n = 0; n < masses.length; n++) block(n, n, nodes, n, 1)
  for (let k = 0; k < a.length; k++) {
    const [p, q] = [a[k] as number, b[k] as number]
    block(p, p, springs, k, 1)
    block(q, q, springs, k, 1)
    block(p, q, springs, k, -1)
    block(q, p, springs, k, -1)
  }
}

function dense(energy: Energy, blocks: Blocks): Float64Array {
  const { size } = energy
  const matrix = new Float64Array(size * size)
  eachEntry(energy, blocks, (r, c, value) => (matrix[r * size + c] = (matrix[r * size + c] as number) + value))
  return matrix
}

function sparse(energy: Energy, blocks: Blocks): SparseSymmetric {
  const [rows, columns, values]: [number[], number[], number[]] = [[], [], []]
  eachEntry(energy, blocks, (r, c, value) => {
    if (c > r) return
    rows.push(r)
    columns.push(c)
    values.push(value)
  })
  return { size: energy.size, rows: Int32Array.from(rows), columns: Int32Array.from(columns), values: Float64Array.from(values) }
}
