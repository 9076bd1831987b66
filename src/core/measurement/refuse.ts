/**
 * What is refused before a single number is read: empty, too large, a picture, bytes that are no text.
 */
import { SharkfinError } from '../contract/errors'

/** Bytes. A sweep of a million points with five columns has about 60 MiB. */
export const SIZE_LIMIT = 64 * 2 ** 20

/** Lines of one file, comments included. */
export const ROW_LIMIT = 2_000_000

const MAGIC: readonly { readonly name: string; readonly start: readonly number[] }[] = [
  { name: 'a PNG picture', start: [0x89, 0x50, 0x4e, 0x47] },
  { name: 'a JPEG picture', start: [0xff, 0xd8, 0xff] },
  { name: 'a GIF picture', start: [0x47, 0x49, 0x46, 0x38] },
  { name: 'a PDF document', start: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { name: 'a zip archive or an office document', start: [0x50, 0x4b, 0x03, 0x04] }
]

const EXAMINED = 65_536

/** @throws SharkfinError `file-empty`, `file-too-large`, `file-image`, `file-binary` */
export function refuseUnreadable(bytes: Uint8Array, file: string): void {
  const place = { file, line: 1 }
  if (bytes.length === 0) throw emptyFile(file)
  if (bytes.length > SIZE_LIMIT) {
    throw new SharkfinError({
      code: 'file-too-large',
      message: `The file has ${Math.ceil(bytes.length / 2 ** 20)} MiB; the limit is ${SIZE_LIMIT / 2 ** 20} MiB.`,
      remedy: 'Cut it into parts, or keep fewer points.',
      place
    })
  }
  const kind = MAGIC.find(({ start }) => start.every((byte, at) => bytes[at] === byte))
  if (kind) {
    throw new SharkfinError({
      code: 'file-image',
      message: `The file is ${kind.name}, not a table of numbers.`,
      remedy: 'Export the measurement as text, one row per point.',
      place
    })
  }
  if (looksBinary(bytes)) {
    throw new SharkfinError({
      code: 'file-binary',
      message: 'The file holds bytes that are no text.',
      remedy: 'Export the measurement as text, one row per point.',
      place
    })
  }
}

export function emptyFile(file: string): SharkfinError {
  return new SharkfinError({
    code: 'file-empty',
    message: 'There is nothing in the file but blanks.',
    remedy: 'Choose a file with one row per point: frequency, then the response.',
    place: { file, line: 1 }
  })
}

/** @throws SharkfinError `file-too-large` */
export function refuseTooManyLines(lines: number, file: string): void {
  if (lines <= ROW_LIMIT) return
  throw new SharkfinError({
    code: 'file-too-large',
    message: `The file has ${lines} lines; the limit is ${ROW_LIMIT}.`,
    remedy: 'Cut it into parts, or keep fewer points.',
    place: { file, line: ROW_LIMIT + 1 }
  })
}

/** A NUL, or more than one control byte in thirty; UTF-16 with its mark is text although half of it is NUL. */
function looksBinary(bytes: Uint8Array): boolean {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return false
  const end = Math.min(bytes.length, EXAMINED)
  let controls = 0
  for (let at = 0; at < end; at++) {
    const byte = bytes[at] as number
    if (byte === 0) return true
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 11 && byte !== 12 && byte !== 13) controls++
  }
  return controls * 30 > end
}
