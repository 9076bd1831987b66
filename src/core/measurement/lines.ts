/**
 * The lines of a text, sorted into comments, blanks and candidates for rows. Line numbers count from 1.
 */
import { emptyFile, refuseTooManyLines } from './refuse'

export interface Lines {
  /** Every line as written, without its end; line n is `all[n - 1]`. */
  readonly all: readonly string[]
  readonly comments: readonly NumberedLine[]
  /** Neither blank nor comment: a header, a row, or text around the table. */
  readonly candidates: readonly NumberedLine[]
}

export interface NumberedLine {
  readonly line: number
  /** Comments without their sign. */
  readonly text: string
  /** Counts the blank lines and comments that separate the candidates: plotting programs part sweeps by them. */
  readonly block: number
}

const COMMENT = /^\s*(#+|%+|\/\/+|!+|;+)(.*)$/

/** @throws SharkfinError `file-empty`, `file-too-large` */
export function sortLines(text: string, file: string): Lines {
  const all = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  refuseTooManyLines(all.length, file)
  const comments: NumberedLine[] = []
  const candidates: NumberedLine[] = []
  let block = 0
  let open = false
  for (let at = 0; at < all.length; at++) {
    const text = all[at] as string
    const comment = startsComment(text) ? COMMENT.exec(text) : null
    if (comment || text.trim() === '') {
      if (comment) comments.push({ line: at + 1, text: (comment[2] ?? '').trim(), block })
      if (open) block++
      open = false
    } else {
      candidates.push({ line: at + 1, text, block })
      open = true
    }
  }
  if (candidates.length === 0 && comments.length === 0) throw emptyFile(file)
  return { all, comments, candidates }
}

/** Digits, signs and points start a row; only a few other characters are worth the expression. */
function startsComment(text: string): boolean {
  const first = text.charCodeAt(0)
  return !(first >= 48 && first <= 57) && first !== 45 && first !== 43 && first !== 46
}
