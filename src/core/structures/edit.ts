/** Changes of a structure, each a new structure: what a person does to it on the screen. */
import type { Freedom, Structure } from '../recipe/structure'

/** Pins a node where it is, or frees it again. */
export function setFreedom(structure: Structure, node: number, free: Freedom): Structure {
  return { ...structure, nodes: structure.nodes.map((one, index) => (index === node ? { ...one, free } : one)) }
}

export function moveNode(structure: Structure, node: number, x: number, y: number): Structure {
  return { ...structure, nodes: structure.nodes.map((one, index) => (index === node ? { ...one, x, y } : one)) }
}

export function setMass(structure: Structure, node: number, mass: number): Structure {
  return { ...structure, nodes: structure.nodes.map((one, index) => (index === node ? { ...one, mass } : one)) }
}

export function cutSpring(structure: Structure, spring: number): Structure {
  return { ...structure, springs: structure.springs.filter((_, index) => index !== spring) }
}

/** A value of one spring alone; undefined takes it back to that of all. */
export function setSpringConstant(structure: Structure, spring: number, name: string, value: number | undefined): Structure {
  const springs = structure.springs.map((one, index) => {
    if (index !== spring) return one
    const { [name]: _, ...others } = one.constants ?? {}
    const constants = value === undefined ? others : { ...others, [name]: value }
    const { a, b } = one
    return Object.keys(constants).length > 0 ? { a, b, constants } : { a, b }
  })
  return { ...structure, springs }
}

/** A mass free in both directions, hung by a spring from each of `from`. */
export function addMass(structure: Structure, x: number, y: number, from: readonly number[]): Structure {
  const added = structure.nodes.length
  return {
    ...structure,
    nodes: [...structure.nodes, { x, y, free: 'both', mass: 1 }],
    springs: [...structure.springs, ...from.map((a) => ({ a, b: added }))]
  }
}

export function addSpring(structure: Structure, a: number, b: number): Structure {
  return { ...structure, springs: [...structure.springs, { a, b }] }
}

/** Takes a node away, with the springs that hang on it. */
export function removeNode(structure: Structure, node: number): Structure {
  const moved = (index: number): number => (index > node ? index - 1 : index)
  return {
    ...structure,
    nodes: structure.nodes.filter((_, index) => index !== node),
    springs: structure.springs.filter(({ a, b }) => a !== node && b !== node).map((spring) => ({ ...spring, a: moved(spring.a), b: moved(spring.b) }))
  }
}
