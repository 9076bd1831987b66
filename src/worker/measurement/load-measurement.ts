/** A granted file or pasted text, as a measurement. Size and kind are checked before a byte is read. */
import { readFile, stat } from 'node:fs/promises'
import type { CharacterizeOptions } from '../../core/contract/characterization'
import { SharkfinError } from '../../core/contract/errors'
import type { MeasurementSource } from '../../core/contract/worker'
import { refuseUnreadable } from '../../core/measurement/refuse'
import { readMeasurement, readText, SIZE_LIMIT, type Measurement } from '../../core/measurement/read-measurement'

/** @throws SharkfinError `file-...` */
export async function loadMeasurement(source: MeasurementSource, { roles }: CharacterizeOptions): Promise<Measurement> {
  const options = roles ? { roles } : {}
  if (source.kind === 'text') return readText(source.text, source.name, options)
  await checkFile(source.path, source.name)
  return readMeasurement(await readFile(source.path), source.name, decode, options)
}

/** The same file as text alone, for what is no measurement. @throws SharkfinError `file-...` */
export async function loadText(source: MeasurementSource): Promise<string> {
  if (source.kind === 'text') return source.text
  await checkFile(source.path, source.name)
  const bytes = await readFile(source.path)
  refuseUnreadable(bytes, source.name)
  return decode(bytes).text
}

/** @throws SharkfinError `file-...` for whatever is no file of a bearable size: a pipe or a device would be read without end */
export async function checkFile(path: string, name: string): Promise<void> {
  const about = await stat(path).catch((error: Error) => {
    throw new SharkfinError({
      code: 'file-unreadable',
      message: `The file cannot be read: ${error.message}.`,
      remedy: 'Check that it is there and that you may read it.',
      place: { file: name }
    })
  })
  if (about.isDirectory()) {
    throw new SharkfinError({
      code: 'file-folder',
      message: `"${name}" is a folder.`,
      remedy: 'Drop one file of it.',
      place: { file: name }
    })
  }
  if (!about.isFile()) {
    throw new SharkfinError({
      code: 'file-special',
      message: `"${name}" is a pipe or a device and no file.`,
      remedy: 'Write what comes out of it into a file, and drop that one.',
      place: { file: name }
    })
  }
  if (about.size > SIZE_LIMIT) {
    throw new SharkfinError({
      code: 'file-too-large',
      message: `The file has ${Math.ceil(about.size / 2 ** 20)} MiB; the limit is ${SIZE_LIMIT / 2 ** 20} MiB.`,
      remedy: 'Cut it into parts, or keep fewer points.',
      place: { file: name }
    })
  }
}

/** UTF-8, or UTF-16 where a byte order mark says so; Latin-1 where the bytes are no UTF-8. */
export function decode(bytes: Uint8Array): { text: string; encoding: string } {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  if (marked) return { text: new TextDecoder(marked).decode(bytes), encoding: marked }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    return { text: new TextDecoder('latin1').decode(bytes), encoding: 'latin1' }
  }
}
