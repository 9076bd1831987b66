/**
 * Errors are data: a code, a sentence, a remedy, and where it happened.
 * The window and the command line show the same words. Lowest file of the house: everything may import it.
 */

/** Where in a file or a formula something went wrong. Lines and columns count from 1. */
export interface Place {
  readonly file?: string
  readonly line?: number
  readonly column?: number
  /** The field of a recipe that the formula stands in: `system.variables.0.equation`. */
  readonly field?: string
}

export interface ErrorData {
  /** Stable, for programs: `file-empty`, `formula-unknown-symbol`. */
  readonly code: string
  /** One sentence for a person: what is wrong. */
  readonly message: string
  /** One sentence: what to do about it. */
  readonly remedy: string
  readonly place?: Place
  /** A change of the recipe that may help, for a window that offers it as one click. */
  readonly suggestion?: Suggestion
}

export interface Suggestion {
  /** Path in the recipe. */
  readonly setting: string
  readonly value: number
  /** On the button. */
  readonly words: string
}

/** An error meant for a person. Anything else that is thrown is a defect of ours. */
export class SharkfinError extends Error {
  override readonly name = 'SharkfinError'
  readonly code: string
  readonly remedy: string
  readonly place: Place | undefined

  constructor(data: ErrorData) {
    super(data.message)
    this.code = data.code
    this.remedy = data.remedy
    this.place = data.place
  }
}

/** Any thrown value as error data that may cross a process boundary. */
export function errorData(thrown: unknown): ErrorData {
  if (thrown instanceof SharkfinError) {
    const { code, message, remedy, place } = thrown
    return place ? { code, message, remedy, place } : { code, message, remedy }
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return { code: 'defect', message, remedy: 'This is a defect of Sharkfin; please report it with the log of this run.' }
}

/** The one sentence that the command line prints: what, where, what to do. */
export function describeError({ message, place, remedy }: ErrorData): string {
  const where = place
    ? [place.file, place.field, place.line && `line ${place.line}`, place.column && `column ${place.column}`].filter(Boolean).join(', ')
    : ''
  return `${message}${where ? ` (${where})` : ''} ${remedy}`
}
