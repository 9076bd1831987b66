/** Which lesson is read, and which of its steps is on the screen at work. */

interface Reading {
  /** The lesson on the page. */
  lesson: string
  /** The step that was made to happen last; null when none is followed. */
  step: string | null
}

export const reading: Reading = $state({ lesson: 'optimize', step: null })
