/** What went wrong last, and what was done last; one of each at a time. */
import { errorData, type ErrorData } from '../../core/contract/errors'

export const notices: { error: ErrorData | null; saved: string } = $state({ error: null, saved: '' })

export function showError(thrown: unknown): void {
  notices.error = errorData(thrown)
}

export function dismissError(): void {
  notices.error = null
}

/** A quiet word at the end of the status line: 'Saved as response.svg'. */
export function say(words: string): void {
  notices.saved = words
}
