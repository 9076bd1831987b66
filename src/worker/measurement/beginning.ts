/** The first characters of a file, by which one says what it is before it is read. */
import { open } from 'node:fs/promises'
import type { MeasurementSource } from '../../core/contract/worker'
import { decode } from './load-measurement'

const EXAMINED = 256

/** '' where it cannot be read: who opens it says why. */
export async function beginningOf(source: MeasurementSource): Promise<string> {
  if (source.kind === 'text') return source.text.slice(0, EXAMINED)
  const file = await open(source.path).catch(() => null)
  if (!file) return ''
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(EXAMINED), 0, EXAMINED, 0)
    return decode(buffer.subarray(0, bytesRead)).text
  } catch {
    return ''
  } finally {
    await file.close()
  }
}
