/** Every function that a formula may call. A new family is a new file and one line here. */
import { circular } from './circular'
import { exponential } from './exponential'
import { extremes } from './extremes'
import type { FormulaFunction, SeveralArguments } from './family'
import { hyperbolic } from './hyperbolic'
import { parts } from './parts'
import { roots } from './roots'

/** Functions of one argument. */
export const functions: ReadonlyMap<string, FormulaFunction> = new Map(
  Object.entries({ ...parts, ...roots, ...exponential, ...circular, ...hyperbolic })
)

/** Functions of two or more. */
export const functionsOfSeveral: ReadonlyMap<string, SeveralArguments> = new Map(Object.entries(extremes))

export const functionNames: readonly string[] = [...functions.keys(), ...functionsOfSeveral.keys()]
