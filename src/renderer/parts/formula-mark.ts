/** Where in a typed formula the mark of an error stands. */

export interface Mark {
  readonly before: string
  /** The word or the character that is wrong; never empty, so that there is something to mark. */
  readonly word: string
  readonly after: string
}

const WORD = /[a-zA-Z_][a-zA-Z0-9_]*|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y
const NOTHING = ' '

/** @param column of the first wrong character, counted from 1; past the end it stands after the last one */
export function markOf(source: string, column: number): Mark {
  const at = Math.min(Math.max(column - 1, 0), source.length)
  WORD.lastIndex = at
  const word = WORD.exec(source)?.[0] ?? String.fromCodePoint(source.codePointAt(at) ?? NOTHING.charCodeAt(0))
  return { before: source.slice(0, at), word, after: source.slice(at + word.length) }
}
