/**
 * What the `simulate` verb notes about itself above its rows.
 */
import type { NumberedLine } from './lines'

/** `from` and `to` are the ends of the swept frequency, `duration` the time of one sweep; none has a unit. */
export interface Simulated {
  readonly recipe: string
  readonly from: number
  readonly to: number
  readonly duration: number
  /** omega(t) as it was typed; null is linear. */
  readonly law: string | null
  /** What was drawn for each sweep, and of a map's row the scanned number: as the line above the sweep says, in the order of the file. */
  readonly sweeps: readonly Readonly<Record<string, number>>[]
}

/** @returns null where no comment says that Sharkfin simulated the file. */
export function simulatedFrom(comments: readonly NumberedLine[]): Simulated | null {
  const note = comments.find(({ text }) => text.startsWith('sharkfin simulate '))
  if (!note) return null
  const fields = new Map(fieldsOf(note.text))
  const number = (key: string) => Number(fields.get(key) ?? NaN)
  const [from, to, duration] = [number('from'), number('to'), number('duration')]
  const recipe = fields.get('recipe')
  const law = lawOf(fields.get('law'))
  return recipe !== undefined && [from, to, duration].every(Number.isFinite) ? { recipe, from, to, duration, law, sweeps: sweepsOf(comments) } : null
}

function fieldsOf(text: string): readonly (readonly [key: string, value: string])[] {
  return [...text.matchAll(/(\w+)=(\S+)/g)].map(([, key = '', value = '']) => [key, value])
}

function sweepsOf(comments: readonly NumberedLine[]): Simulated['sweeps'] {
  return comments
    .filter(({ text }) => text.startsWith('sweep='))
    .map(({ text }) => Object.fromEntries(fieldsOf(text).flatMap(([key, value]) => (key === 'sweep' ? [] : [[key, Number(value)]]))))
}

/** It holds no spaces, so that it is one word of the comment. */
export function lawAsWord(law: string): string {
  return encodeURIComponent(law)
}

/** What is no law of ours, but stands there, is kept as it is. */
function lawOf(word: string | undefined): string | null {
  if (word === undefined) return null
  try {
    return decodeURIComponent(word)
  } catch {
    return word
  }
}
