/** Every function that a formula may call. A new family is a new file and one line here. */
import type { FormulaFunction } from './family'
import { parts } from './parts'
import { roots } from './roots'

export const functions: ReadonlyMap<string, FormulaFunction> = new Map(Object.entries({ ...parts, ...roots }))
