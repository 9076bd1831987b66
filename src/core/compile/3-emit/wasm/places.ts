/**
 * Where values lie inside one another. A reshaped value is the same numbers; a piece that Split cuts off lies inside the
 * whole; a value that Concat joins is written into its place in the joined one from the start. What is left, the roots,
 * needs memory.
 */
import { typeOf } from '../../graph'
import type { Graph, Node } from '../../graph'
import { roleOf } from './operations'

/** A value's first number is number `offset` of its root. */
export interface Place {
  readonly root: string
  readonly offset: number
}

/** The value that each value lies in; a root has no entry. */
export type Nesting = Map<string, Place>

export function sizeOf(graph: Pick<Graph, 'types' | 'name'>, value: string): number {
  return typeOf(graph, value).shape.reduce<number>((product, length) => product * Number(length), 1)
}

export function placeOf(nesting: ReadonlyMap<string, Place>, value: string): Place {
  let place: Place = { root: value, offset: 0 }
  for (let outer = nesting.get(value); outer; outer = nesting.get(outer.root)) {
    place = { root: outer.root, offset: place.offset + outer.offset }
  }
  return place
}

/** Nests what a view puts out. Pieces of a Concat must be free to move: see prepare.ts. */
export function nest(graph: Graph, nesting: Nesting, { op, inputs, outputs }: Node): void {
  const inside = (value: string, root: string, offset: number): number => {
    nesting.set(value, { root, offset })
    return offset + sizeOf(graph, value)
  }
  if (op === 'Split') outputs.reduce((offset, piece) => inside(piece, inputs[0], offset), 0)
  else if (op !== 'Concat') inside(outputs[0], inputs[0], 0)
  else {
    inputs.reduce((offset, piece) => {
      nesting.set(placeOf(nesting, piece).root, { root: outputs[0], offset })
      return offset + sizeOf(graph, piece)
    }, 0)
  }
}

/** Whether a value is all of a root that a node makes: such a root may be given a place. */
export function isFree(graph: Graph, nesting: Nesting, makers: ReadonlyMap<string, Node>, value: string): boolean {
  const { root, offset } = placeOf(nesting, value)
  const maker = makers.get(root)
  const made = maker !== undefined && (roleOf(maker) !== 'view' || maker.op === 'Concat')
  return made && offset === 0 && sizeOf(graph, root) === sizeOf(graph, value)
}
