/** A parsed formula to nodes of a graph: symbols are looked up, complex arithmetic is written out. */
import { SharkfinError } from '../contract/errors'
import { constant, constantValue } from './build'
import type { Builder } from './build'
import { complexAdd, complexDiv, complexMul, complexNeg, complexSub, real } from './complex'
import type { Complex } from './complex'
import { functionNames, functions, functionsOfSeveral } from './functions'
import { raise } from './powers'
import { didYouMean } from './suggest'
import type { BinaryOperator, Formula } from './tree'

/** What each symbol of a formula stands for. */
export type Symbols = ReadonlyMap<string, Complex>

type Arithmetic = (builder: Builder, left: Complex, right: Complex) => Complex
const arithmetic: Readonly<Record<Exclude<BinaryOperator, '^'>, Arithmetic>> = {
  '+': complexAdd,
  '-': complexSub,
  '*': complexMul,
  '/': complexDiv
}

/**
 * @returns real and imaginary node of the formula's value
 * @throws SharkfinError `formula-unknown-symbol`, `formula-unknown-function`, `formula-arguments`, `formula-exponent`,
 *   `formula-not-finite`, `formula-sqrt-sign`, `formula-log-sign`, `formula-complex-order`; place.column points at the word
 */
export function lower(builder: Builder, formula: Formula, symbols: Symbols): Complex {
  const value = lowerNode(builder, formula, symbols)
  for (const part of [value.re, value.im]) {
    const number = constantValue(builder, part)
    if (number !== undefined && !Number.isFinite(number)) throw notFinite(formula.column)
  }
  return value
}

function lowerNode(builder: Builder, formula: Formula, symbols: Symbols): Complex {
  switch (formula.kind) {
    case 'number':
      return real(builder, constant(builder, formula.value))
    case 'symbol':
      return lookUp(formula.name, formula.column, symbols)
    case 'negative':
      return complexNeg(builder, lower(builder, formula.arg, symbols))
    case 'call':
      return call(builder, formula, symbols)
    case 'binary': {
      const left = lower(builder, formula.left, symbols)
      const right = lower(builder, formula.right, symbols)
      if (formula.operator === '^') return raise(builder, left, right, formula.right.column)
      return arithmetic[formula.operator](builder, left, right)
    }
  }
}

function lookUp(name: string, column: number, symbols: Symbols): Complex {
  const found = symbols.get(name)
  if (found) return found
  const isFunction = functionNames.includes(name)
  throw new SharkfinError({
    code: 'formula-unknown-symbol',
    message: isFunction ? `"${name}" is a function and needs an argument.` : `The symbol "${name}" is not known.`,
    remedy: isFunction ? `Write ${name}(z), for example.` : `${didYouMean(name, [...symbols.keys()])}Known symbols: ${[...symbols.keys()].join(', ')}.`,
    place: { column }
  })
}

function call(builder: Builder, formula: Extract<Formula, { kind: 'call' }>, symbols: Symbols): Complex {
  const { name, args, column } = formula
  const several = functionsOfSeveral.get(name)
  const apply = functions.get(name)
  if (!apply && !several) throw unknownFunction(name, column, symbols)
  const values = args.map((arg) => lower(builder, arg, symbols))
  if (several && values.length > 1) return several(builder, values, column)
  const [first] = values
  if (apply && first && values.length === 1) return apply(builder, first, column)
  throw new SharkfinError({
    code: 'formula-arguments',
    message: `${name} takes ${several ? 'two or more arguments' : 'one argument'}, not ${args.length}.`,
    remedy: `Write ${name}(${several ? 'x, y' : 'z'}), for example.`,
    place: { column }
  })
}

function unknownFunction(name: string, column: number, symbols: Symbols): SharkfinError {
  const product = symbols.has(name)
  return new SharkfinError({
    code: 'formula-unknown-function',
    message: product ? `"${name}" is a symbol, not a function.` : `The function "${name}" is not known.`,
    remedy: product ? `Write ${name}*(...) for a product.` : `${didYouMean(name, functionNames)}Known functions: ${functionNames.join(', ')}.`,
    place: { column }
  })
}

function notFinite(column: number): SharkfinError {
  return new SharkfinError({
    code: 'formula-not-finite',
    message: 'This part of the formula is infinite or not a number.',
    remedy: 'Look for a division by zero or a number that is too large.',
    place: { column }
  })
}
