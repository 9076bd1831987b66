/**
 * Typed mathematics to a tree. mathjs parses (precedence, implicit products); nothing is ever evaluated by it. Its
 * smaller number build is imported, since it loads in half the time.
 */
import { create, parseDependencies } from 'mathjs/number'
import type { ConstantNode, FunctionNode, MathNode, OperatorNode, ParenthesisNode, SymbolNode } from 'mathjs'
import { SharkfinError } from '../contract/errors'
import { tokenise } from './tokens'
import type { Token } from './tokens'
import type { BinaryOperator, Formula } from './tree'

const parser = create({ parseDependencies })
/** The parser's operator `to`, which converts units, is a name to us: the end of a sweep. It sees a letter that no one can type. */
const [TO, TO_FOR_PARSER] = ['to', 'τo']
const BINARY: ReadonlySet<string> = new Set(['+', '-', '*', '/', '^'])

/**
 * @param source for example `(-gamma/2 - i*(omega0 - omega))*z + i*f`
 * @throws SharkfinError whose code begins with `formula-`; place.column points at the character
 */
export function parseFormula(source: string): Formula {
  const tokens = tokenise(source)
  return convert(parseWithMathjs(forParser(source, tokens)), leavesInOrder(source, tokens))
}

/** As long as what was typed, so that columns stay. */
function forParser(source: string, tokens: readonly Token[]): string {
  return tokens
    .filter(({ text }) => text === TO)
    .reduce((changed, { column }) => changed.slice(0, column - 1) + TO_FOR_PARSER + changed.slice(column - 1 + TO.length), source)
}

function asTyped(text: string): string {
  return text.replaceAll(TO_FOR_PARSER, TO)
}

function parseWithMathjs(source: string): MathNode {
  try {
    return parser.parse(source)
  } catch (thrown) {
    // mathjs ends its message with "(char 7)" and carries the same number as `char`.
    const message = thrown instanceof Error ? thrown.message.replace(/ \(char \d+\)$/, '') : String(thrown)
    const character = thrown instanceof Error && 'char' in thrown ? Number(thrown.char) : 1
    throw syntaxError(asTyped(message), Math.min(character, source.length))
  }
}

function syntaxError(message: string, column: number): SharkfinError {
  return new SharkfinError({
    code: 'formula-syntax',
    message: `The formula cannot be read: ${message.charAt(0).toLowerCase()}${message.slice(1)}.`,
    remedy: 'Check operators and parentheses at this character.',
    place: { column: Math.max(1, column) }
  })
}

/** Hands out names and numbers one by one, in source order. */
type NextLeaf = (expected: string | undefined) => Token

function leavesInOrder(source: string, tokens: readonly Token[]): NextLeaf {
  const leaves = tokens.filter(({ kind }) => kind !== 'operator')
  let next = 0
  return (expected) => {
    const leaf = leaves[next++]
    if (!leaf) throw syntaxError('a word is missing', source.length)
    if (expected !== undefined && leaf.text !== expected) throw syntaxError(`"${leaf.text}" is not understood`, leaf.column)
    return leaf
  }
}

function convert(node: MathNode, nextLeaf: NextLeaf): Formula {
  switch (node.type) {
    case 'ParenthesisNode':
      return convert((node as ParenthesisNode).content, nextLeaf)
    case 'ConstantNode':
      return convertConstant(node as ConstantNode, nextLeaf)
    case 'SymbolNode': {
      const name = asTyped((node as SymbolNode).name)
      return { kind: 'symbol', name, column: nextLeaf(name).column }
    }
    case 'FunctionNode': {
      const { fn, args } = node as FunctionNode
      const name = asTyped(fn.name)
      const { column } = nextLeaf(name)
      return { kind: 'call', name, args: args.map((arg) => convert(arg, nextLeaf)), column }
    }
    case 'OperatorNode':
      return convertOperator(node as OperatorNode, nextLeaf)
    default:
      throw syntaxError('this is not an expression', nextLeaf(undefined).column)
  }
}

function convertConstant(node: ConstantNode, nextLeaf: NextLeaf): Formula {
  const { kind, text, column } = nextLeaf(undefined)
  // Words such as true and Infinity are constants to the parser; to us they are symbols that nobody has defined.
  if (kind === 'name') return { kind: 'symbol', name: text, column }
  const value = Number(text)
  if (!Number.isFinite(value) || value !== Number(node.value)) throw syntaxError(`"${text}" is not a number`, column)
  return { kind: 'number', value, column }
}

function convertOperator({ op, args }: OperatorNode, nextLeaf: NextLeaf): Formula {
  const [first, second] = args.map((arg) => convert(arg, nextLeaf))
  if (first && second && BINARY.has(op)) {
    return { kind: 'binary', operator: op as BinaryOperator, left: first, right: second, column: first.column }
  }
  if (first && !second && op === '-') return { kind: 'negative', arg: first, column: first.column }
  if (first && !second && op === '+') return first
  throw syntaxError(`the operator "${op}" is not known`, first?.column ?? 1)
}
