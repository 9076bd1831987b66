/** What a file of functions offers to the formula. */
import type { Builder } from '../build'
import type { Complex } from '../complex'

/**
 * @param column where the call stands, for errors
 * @throws SharkfinError where the function cannot take this argument
 */
export type FormulaFunction = (builder: Builder, argument: Complex, column: number) => Complex

/** Functions of one complex argument, by name. */
export type FunctionFamily = Readonly<Record<string, FormulaFunction>>

/** A function of two or more real arguments. */
export type SeveralArguments = (builder: Builder, args: readonly Complex[], column: number) => Complex
