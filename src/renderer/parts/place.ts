/** Where in a file something is wrong. */
import type { Place } from '../../core/contract/errors'

/** 'wire.txt, line 12, column 3' */
export function describePlace({ file, line, column }: Place): string {
  return [file, line && `line ${line}`, column && `column ${column}`].filter(Boolean).join(', ')
}
