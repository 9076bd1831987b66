/**
 * The words of a formula and where they stand. The parser's tree has no positions, so an error finds its character by
 * counting names and numbers here in the order in which the tree holds them.
 */
import { SharkfinError } from '../contract/errors'

export interface Token {
  readonly kind: 'name' | 'number' | 'operator'
  readonly text: string
  /** Counts from 1. */
  readonly column: number
}

const NAME = /[a-zA-Z_][a-zA-Z0-9_]*/y
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y
const OPERATOR = /[-+*/^(),]/y
const SPACE = /\s+/y

/** Words that the parser takes for operators; a formula of ours has no use for them. */
const NAMED_OPERATORS = new Set(['mod', 'in', 'and', 'or', 'xor', 'not'])

/** What a person probably meant by a character that a formula cannot hold. */
const REMEDIES: Readonly<Record<string, string>> = {
  '|': 'Write abs(z) for the modulus.',
  '=': 'Type the right-hand side alone, without an equals sign.',
  '·': 'Write * for a product.',
  '×': 'Write * for a product.',
  '−': 'Write the minus sign as - (hyphen).',
  '²': 'Write ^2 for a square.',
  '³': 'Write ^3 for a cube.',
  '[': 'Use round parentheses.',
  '{': 'Use round parentheses.',
  "'": 'Name the quantity without an apostrophe.'
}
const ALLOWED = 'Use letters, digits, + - * / ^ and round parentheses.'

/**
 * @returns the words of `source` in order
 * @throws SharkfinError `formula-empty`, `formula-character`, `formula-operator`
 */
export function tokenise(source: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    return pattern.exec(source)?.[0]
  }
  while (at < source.length) {
    const space = take(SPACE)
    const kind = space ? 'space' : take(NAME) ? 'name' : take(NUMBER) ? 'number' : take(OPERATOR) ? 'operator' : 'other'
    const text = space ?? take(NAME) ?? take(NUMBER) ?? take(OPERATOR) ?? ''
    if (kind === 'other') throw unusableCharacter(source, at)
    if (kind !== 'space') tokens.push({ kind, text, column: at + 1 })
    at += text.length
  }
  if (tokens.length === 0) throw emptyFormula()
  tokens.forEach(refuseNamedOperator)
  return tokens
}

function emptyFormula(): SharkfinError {
  return new SharkfinError({
    code: 'formula-empty',
    message: 'The formula is empty.',
    remedy: 'Type one, for example -gamma/2*z + i*f.',
    place: { column: 1 }
  })
}

function unusableCharacter(source: string, at: number): SharkfinError {
  const character = String.fromCodePoint(source.codePointAt(at) ?? 0)
  return new SharkfinError({
    code: 'formula-character',
    message: `A formula cannot hold the character "${character}".`,
    remedy: REMEDIES[character] ?? ALLOWED,
    place: { column: at + 1 }
  })
}

function refuseNamedOperator({ kind, text, column }: Token): void {
  if (kind !== 'name' || !NAMED_OPERATORS.has(text)) return
  throw new SharkfinError({
    code: 'formula-operator',
    message: `"${text}" is not an operator that an equation of motion can use.`,
    remedy: ALLOWED,
    place: { column }
  })
}
