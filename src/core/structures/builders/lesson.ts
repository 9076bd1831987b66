/** What all built structures share: the lesson's constants and formulas. */
import type { Structure } from '../../recipe/structure'

/** Stiffness, rest length, weight of a mass. */
export const LESSON_CONSTANTS = { K: 5, l: 0.8, mg: 0.1 } as const
export const LESSON_FORMULAS = { springEnergy: 'K/2*(length - l)^2', massEnergy: 'mg*y' } as const

export function structureOf(
  name: string,
  title: string,
  parts: Pick<Structure, 'nodes' | 'springs'>,
  constants: Structure['constants'] = { ...LESSON_CONSTANTS }
): Structure {
  return { version: 1, kind: 'structure', name, title, ...parts, constants, ...LESSON_FORMULAS }
}
