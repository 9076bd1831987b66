/** Where something stands in a JSON text (RFC 8259): the first mistake, or the value at a path. Asked for only when a file is wrong. */

/** Both from 1. */
export interface TextPlace {
  readonly line: number
  readonly column: number
}

export interface JsonMistake extends TextPlace {
  /** What was expected there: 'a comma or }'. */
  readonly expected: string
}

type Path = readonly PropertyKey[]

class Mistake extends Error {
  readonly at: number
  constructor(at: number, expected: string) {
    super(expected)
    this.at = at
  }
}

/** Deeper than any recipe; a file that is nested without end must not exhaust the stack. */
const DEEPEST = 200
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORD = /true|false|null/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

/** @returns null where the text is JSON */
export function jsonMistake(text: string): JsonMistake | null {
  try {
    walk(text, [])
    return null
  } catch (thrown) {
    if (!(thrown instanceof Mistake)) throw thrown
    return { ...placeAt(text, thrown.at), expected: thrown.message }
  }
}

/** Of the value at `path`; where there is none, of the innermost value around it. The text is JSON. */
export function placeInJson(text: string, path: Path): TextPlace {
  return placeAt(text, walk(text, path))
}

export function placeAt(text: string, at: number): TextPlace {
  const before = text.slice(0, at)
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') }
}

/** @returns offset of the innermost value on the way along `path` */
function walk(text: string, path: Path): number {
  let at = 0
  let innermost = 0

  /** @param on how many steps of the path lead here; -1 beside it */
  function value(depth: number, on: number): void {
    blanks()
    if (depth > DEEPEST) throw new Mistake(at, `at most ${DEEPEST} levels`)
    if (on >= 0) innermost = at
    const first = text[at]
    if (first === '{') return object(depth, on)
    if (first === '[') return array(depth, on)
    if (first === '"') return void string()
    if (!takes(NUMBER) && !takes(WORD)) throw new Mistake(at, 'a value')
  }

  function object(depth: number, on: number): void {
    at++
    if (ends('}')) return
    do {
      blanks()
      if (text[at] !== '"') throw new Mistake(at, 'a name in quotes')
      const name = string()
      blanks()
      if (text[at] !== ':') throw new Mistake(at, 'a colon')
      at++
      value(depth + 1, onward(on, name))
    } while (goesOn('}'))
  }

  function array(depth: number, on: number): void {
    at++
    if (ends(']')) return
    let place = 0
    do value(depth + 1, onward(on, String(place++)))
    while (goesOn(']'))
  }

  function onward(on: number, name: string): number {
    return on >= 0 && on < path.length && String(path[on]) === name ? on + 1 : -1
  }

  function ends(close: string): boolean {
    blanks()
    if (text[at] !== close) return false
    at++
    return true
  }

  function goesOn(close: string): boolean {
    blanks()
    if (text[at] !== ',' && text[at] !== close) throw new Mistake(at, `a comma or ${close}`)
    return text[at++] === ','
  }

  function string(): string {
    const start = at++
    while (text[at] !== '"') {
      if (at >= text.length || text.charCodeAt(at) < 32) throw new Mistake(at, 'a quote at the end of the text')
      if (text[at] !== '\\') at++
      else if (!takes(ESCAPE)) throw new Mistake(at, 'an escaped character')
    }
    return String(JSON.parse(text.slice(start, ++at)))
  }

  function takes(pattern: RegExp): boolean {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found) at = pattern.lastIndex
    return found !== null
  }

  function blanks(): void {
    while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++
  }

  value(0, 0)
  blanks()
  if (at < text.length) throw new Mistake(at, 'nothing more')
  return innermost
}
