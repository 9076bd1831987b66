/** What a person does to the structure on the picture, by pointer or by key: pin, cut, add, move, select. */
import { addMass, addSpring, cutSpring, moveNode, removeNode, setFreedom } from '../../../core/structures/edit'
import { desk } from './desk.svelte'
import { coordinatesNow, drag, editStructure, hold, release, stage } from './stage.svelte'

/** Fraction of the structure's extent that an arrow key moves a mass by. */
const NUDGE = 0.02

/** Pins a mass where it is now; frees it again along what is free for its neighbours. */
export function togglePin(node: number): void {
  const [one, at] = [stage.structure.nodes[node], coordinatesNow()]
  if (!one || !at) return
  if (one.free !== 'none') {
    return editStructure((structure) => moveNode(setFreedom(structure, node, 'none'), node, at[2 * node] as number, at[2 * node + 1] as number), 'continue')
  }
  const isUpright = stage.structure.nodes.every(({ free }) => free === 'none' || free === 'y')
  editStructure((structure) => setFreedom(structure, node, isUpright ? 'y' : 'both'), 'continue')
}

/** Cuts the selected spring, or takes the selected mass away with its springs. */
export function cutSelected(): void {
  const { selection } = desk
  if (!selection) return
  if (selection.kind === 'node' && stage.structure.nodes.length <= 1) return
  desk.selection = null
  if (selection.kind === 'spring') editStructure((structure) => cutSpring(structure, selection.index), 'continue')
  else editStructure((structure) => removeNode(structure, selection.index), 'continue', null, selection.index)
}

/** A mass at a free place, on a spring from the selected one, or from the nearest. */
export function addAt(x: number, y: number): void {
  const from = desk.selection?.kind === 'node' ? desk.selection.index : nearest(x, y)
  const added = stage.structure.nodes.length
  editStructure((structure) => addMass(structure, x, y, from === null ? [] : [from]), 'continue')
  desk.selection = { kind: 'node', index: added }
}

/** A spring from the selected mass to another one. */
export function joinTo(node: number): void {
  const { selection } = desk
  if (selection?.kind === 'node' && selection.index !== node) editStructure((structure) => addSpring(structure, selection.index, node), 'continue')
  desk.selection = { kind: 'node', index: node }
}

function nearest(x: number, y: number): number | null {
  const at = coordinatesNow()
  if (!at) return null
  let [best, least] = [-1, Infinity]
  for (let node = 0; 2 * node + 1 < at.length; node++) {
    const distance = Math.hypot((at[2 * node] as number) - x, (at[2 * node + 1] as number) - y)
    if (distance < least) [best, least] = [node, distance]
  }
  return best < 0 ? null : best
}

/** A push by the keyboard: as if it had been dragged there and let go. */
export function nudge(dx: number, dy: number): void {
  const [{ selection }, at] = [desk, coordinatesNow()]
  if (selection?.kind !== 'node' || !at) return
  const node = selection.index
  const xs = at.filter((_, k) => k % 2 === 0)
  const extent = NUDGE * Math.max(1, xs.reduce((so, x) => Math.max(so, x), -Infinity) - xs.reduce((so, x) => Math.min(so, x), Infinity))
  hold(node)
  drag((at[2 * node] as number) + dx * extent, (at[2 * node + 1] as number) + dy * extent)
  release()
}

export function selectNext(kind: 'node' | 'spring', by: number): void {
  const count = kind === 'node' ? stage.structure.nodes.length : stage.structure.springs.length
  if (count === 0) return
  const at = desk.selection?.kind === kind ? desk.selection.index + by : 0
  desk.selection = { kind, index: (at + count) % count }
}
