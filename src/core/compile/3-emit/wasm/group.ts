/**
 * Which nodes share a loop. Every node starts alone; groups over the same space merge, consumers first, so that what is
 * cheap is computed where it is read instead of being kept. A merge is legal where no other group stands between the two,
 * and where none reads a sum of the other, which is known only after its last element.
 */
import { fixedShape, sameShape, typeOf } from '../../graph'
import type { Graph, Node } from '../../graph'
import { makers } from '../../2-simplify/rewrite'
import { roleOf } from './operations'
import { walkOf } from './strided'

/** Nodes in their order; a product or a transposition stands alone. */
export interface Group {
  readonly nodes: readonly Node[]
  /** Of the elements that the loop goes over. */
  readonly space: readonly number[]
  readonly isLoop: boolean
}

/** @param graph prepared @returns groups in an order in which each stands after all that it reads */
export function groupNodes(graph: Graph): Group[] {
  const makes = makers(graph)
  const place = new Map(graph.nodes.map((node, index) => [node, index]))
  const inOrder = (nodes: readonly Node[]): Node[] => nodes.toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
  let groups = graph.nodes.filter((node) => roleOf(node) !== 'view').map((node) => alone(graph, node))
  const sources = sourcesOf(graph, makes)
  const merge = (a: Group, b: Group): void => {
    const merged = { ...a, nodes: inOrder([...a.nodes, ...b.nodes]) }
    groups = groups.flatMap((group) => (group === a ? [merged] : group === b ? [] : [group]))
  }
  const mergeWhere = (wanted: (a: Group, b: Group) => boolean): boolean => {
    for (const b of groups.toReversed()) {
      const a = groups.find((other) => other !== b && isAlike(other, b) && wanted(other, b) && mayMerge(groups, sources, other, b))
      if (a) {
        merge(a, b)
        return true
      }
    }
    return false
  }
  const feeds = (a: Group, b: Group): boolean => b.nodes.some((node) => sources(node).some((source) => a.nodes.includes(source.node)))
  const onlyFeeds = (a: Group, b: Group): boolean => feeds(a, b) && groups.every((other) => other === a || other === b || !feeds(a, other))
  const shares = (a: Group, b: Group): boolean => {
    const read = new Set(a.nodes.flatMap(({ inputs }) => inputs).filter((value) => sameShape(typeOf(graph, value).shape, a.space)))
    return b.nodes.some(({ inputs }) => inputs.some((value) => read.has(value)))
  }
  while (mergeWhere(onlyFeeds));
  while (mergeWhere(feeds));
  while (mergeWhere(shares));
  return sorted(groups, feeds)
}

function alone(graph: Graph, node: Node): Group {
  const role = roleOf(node)
  const [whole] = role === 'reduction' ? node.inputs : node.outputs
  const space = walkOf(node)?.space ?? fixedShape(typeOf(graph, whole).shape)
  return { nodes: [node], space, isLoop: role !== 'gemm' && role !== 'transpose' }
}

function isAlike(a: Group, b: Group): boolean {
  return a.isLoop && b.isLoop && sameShape(a.space, b.space)
}

/** A node whose numbers another reads; `direct` where element goes to element inside a loop. */
interface Source {
  readonly node: Node
  readonly direct: boolean
}
type Sources = (node: Node) => readonly Source[]

/** Views are looked through: what is read through one, or is a sum, goes through memory. */
function sourcesOf(graph: Graph, makes: ReadonlyMap<string, Node>): Sources {
  const behind = (value: string): Source[] => {
    const node = makes.get(value)
    if (!node) return []
    const role = roleOf(node)
    if (role !== 'view') return [{ node, direct: role === 'elementwise' || role === 'take' }]
    return node.inputs.flatMap(behind).map((source) => ({ ...source, direct: false }))
  }
  // A Take looks at other elements than its own.
  const seen = (node: Node, source: Source): Source => (roleOf(node) === 'take' ? { ...source, direct: false } : source)
  const known = new Map(graph.nodes.map((node) => [node, node.inputs.flatMap(behind).map((source) => seen(node, source))]))
  return (node) => known.get(node) ?? []
}

function mayMerge(groups: readonly Group[], sources: Sources, a: Group, b: Group): boolean {
  const owner = new Map(groups.flatMap((group) => group.nodes.map((node) => [node, group] as const)))
  const isBetween = (from: Group, to: Group): boolean => {
    const seen = new Set<Group>()
    const reaches = (group: Group): boolean => {
      if (group === from) return true
      if (seen.has(group)) return false
      seen.add(group)
      return group.nodes.some((node) => sources(node).some((source) => follow(owner.get(source.node))))
    }
    const follow = (group: Group | undefined): boolean => group !== undefined && group !== to && reaches(group)
    return to.nodes.some((node) =>
      sources(node).some((source) => {
        const group = owner.get(source.node)
        return group === from ? !source.direct : follow(group)
      })
    )
  }
  return !isBetween(a, b) && !isBetween(b, a)
}

/** Each group after all that feed it, otherwise in the order of first nodes. */
function sorted(groups: readonly Group[], feeds: (a: Group, b: Group) => boolean): Group[] {
  const done: Group[] = []
  const left = [...groups]
  while (left.length > 0) {
    const ready = left.findIndex((group) => left.every((other) => other === group || !feeds(other, group)))
    if (ready < 0) throw new Error('groups of nodes wait for one another')
    done.push(...left.splice(ready, 1))
  }
  return done
}
