/** A quantity gets another name, in every formula that uses it. */
import { tokenise } from './tokens'

/**
 * @param source a formula as typed; what cannot be read is left as it is
 * @returns the formula with `to` wherever it has the name `from`, all else as it was typed
 */
export function renameSymbol(source: string, from: string, to: string): string {
  let renamed = ''
  let at = 0
  for (const { kind, text, column } of wordsOf(source)) {
    if (kind !== 'name' || text !== from) continue
    renamed += `${source.slice(at, column - 1)}${to}`
    at = column - 1 + text.length
  }
  return renamed + source.slice(at)
}

function wordsOf(source: string): ReturnType<typeof tokenise> {
  try {
    return tokenise(source)
  } catch {
    return []
  }
}
