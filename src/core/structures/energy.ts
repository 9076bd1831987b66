/**
 * Energy of a structure and its gradient: the derivatives of the two typed formulas by automatic differentiation, then the chain rule
 * through each spring's length L = sqrt(dx^2 + dy^2): dE/dx_b = E'(L) dx/L. A spring of length 0 points nowhere and pulls nowhere,
 * which is the mean over all directions.
 */
import type { Structure } from '../recipe/structure'
import { createArrayMachine } from './array-machine'
import { structureGraphs, type StructureGraphs } from './formulas'
import { constantOfSprings, layOut, massesOf, measure, scatter, startOf, type Layout } from './layout'
import { naturalUnits } from './natural-units'
import type { NaturalUnits, Objective } from './objective'

export interface Energy extends Objective {
  readonly units: NaturalUnits
  readonly layout: Layout
  readonly graphs: StructureGraphs
  readonly structure: Structure
  /** [size] where the structure has what may move. */
  readonly start: Float64Array
  /** [size] mass of each moving coordinate. */
  readonly masses: Float64Array
  /** [2 nodes] x and y of every node at the position that was asked for last; those that cannot move may be moved here. */
  readonly coordinates: Float64Array
}

/** @throws SharkfinError whose code begins with `formula-` or `structure-` */
export function createEnergy(structure: Structure): Energy {
  const layout = layOut(structure)
  const graphs = structureGraphs(structure)
  const coordinates = layout.coordinates.slice()
  const forces = new Float64Array(coordinates.length)
  const springs = springTerm(structure, layout, graphs, coordinates, forces)
  const masses = massTerm(structure, layout, graphs, coordinates, forces)
  const { size } = layout
  const gradient = (position: Float64Array, slope: Float64Array): number => {
    scatter(layout, position, coordinates)
    forces.fill(0)
    const value = springs() + masses()
    gather(layout, forces, slope)
    return value
  }
  const units = naturalUnits(structure, layout, graphs)
  return { size, gradient, units, layout, graphs, structure, start: startOf(layout), masses: massesOf(layout), coordinates }
}

function gather({ nodeOf, axisOf, size }: Layout, forces: Float64Array, slope: Float64Array): void {
  for (let k = 0; k < size; k++) slope[k] = forces[2 * (nodeOf[k] as number) + (axisOf[k] as number)] as number
}

function springTerm(structure: Structure, { a, b }: Layout, graphs: StructureGraphs, at: Float64Array, forces: Float64Array): () => number {
  const count = structure.springs.length
  const machine = createArrayMachine(graphs.springSlope, count)
  for (const name of graphs.ownConstants) machine.inputs.get(name)?.set(constantOfSprings(structure, name))
  const length = machine.inputs.get('length') ?? new Float64Array(count)
  const { value, first } = outputsOf(machine.outputs, ['value', 'first'])
  return () => {
    measure(a, b, at, length)
    machine.run()
    let sum = 0
    for (let k = 0; k < count; k++) {
      const p = 2 * (a[k] as number)
      const q = 2 * (b[k] as number)
      const L = length[k] as number
      sum += value[k] as number
      const pull = L > 0 ? (first[k] as number) / L : 0
      const fx = pull * ((at[q] as number) - (at[p] as number))
      const fy = pull * ((at[q + 1] as number) - (at[p + 1] as number))
      forces[p] = (forces[p] as number) - fx
      forces[p + 1] = (forces[p + 1] as number) - fy
      forces[q] = (forces[q] as number) + fx
      forces[q + 1] = (forces[q + 1] as number) + fy
    }
    return sum
  }
}

/** Nodes that cannot move at all carry no energy of their own, as in the lesson, whose ends are no masses. */
function massTerm(structure: Structure, layout: Layout, graphs: StructureGraphs, at: Float64Array, forces: Float64Array): () => number {
  const moving = movingNodes(structure)
  const count = moving.length
  const machine = createArrayMachine(graphs.massSlope, count)
  fillMasses(machine.inputs.get('mass'), moving, layout)
  const [x, y] = [machine.inputs.get('x'), machine.inputs.get('y')]
  const outputs = outputsOf(machine.outputs, ['value', 'x', 'y'])
  const { value, x: slopeX, y: slopeY } = outputs
  return () => {
    if (x) for (let k = 0; k < count; k++) x[k] = at[2 * (moving[k] as number)] as number
    if (y) for (let k = 0; k < count; k++) y[k] = at[2 * (moving[k] as number) + 1] as number
    machine.run()
    let sum = 0
    for (let k = 0; k < count; k++) {
      const p = 2 * (moving[k] as number)
      sum += value[k] as number
      forces[p] = (forces[p] as number) + (slopeX[k] as number)
      forces[p + 1] = (forces[p + 1] as number) + (slopeY[k] as number)
    }
    return sum
  }
}

export function movingNodes({ nodes }: Structure): Int32Array {
  return Int32Array.from(nodes.flatMap(({ free }, node) => (free === 'none' ? [] : [node])))
}

export function fillMasses(to: Float64Array | undefined, moving: Int32Array, { masses }: Layout): void {
  to?.set(Float64Array.from(moving, (node) => masses[node] ?? NaN))
}

export function outputsOf<Name extends string>(
  outputs: Readonly<Record<string, Float64Array>>,
  names: readonly Name[]
): Readonly<Record<Name, Float64Array>> {
  return Object.fromEntries(names.map((name) => [name, outputs[name] ?? new Float64Array(0)])) as Record<Name, Float64Array>
}
