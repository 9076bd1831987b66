/** What a file of functions offers to the formula: each takes one complex argument. */
import type { Builder } from '../build'
import type { Complex } from '../complex'

/**
 * @param column where the call stands, for errors
 * @throws SharkfinError where the function cannot take this argument
 */
export type FormulaFunction = (builder: Builder, argument: Complex, column: number) => Complex

export type FunctionFamily = Readonly<Record<string, FormulaFunction>>
