/**
 * A zip archive of stored (uncompressed) entries, written as it comes: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7 (local header),
 * 4.3.12 (central directory) and 4.3.16 (its end). A checksum is known only when its entry ends, so it is put into the header then.
 */
import type { FileHandle } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { SharkfinError } from '../../core/contract/errors'

const VERSION = 20
const STORED = 0
/** 1 January 1980, the zero of the format's clock: the same samples give the same file. */
const [TIME, DATE] = [0, 0x21]
const LOCAL_BYTES = 30
const CHECKSUM_AT = 14
/** Sizes and offsets have 32 bits; all ones mean something else. */
const LARGEST = 0xffff_fffe

interface Entry {
  readonly name: string
  readonly size: number
  readonly offset: number
  checksum: number
}

export interface ZipWriter {
  /** Begins an entry of a known size; its bytes follow by `write`. @throws SharkfinError `out-too-large` */
  readonly begin: (name: string, size: number) => Promise<void>
  readonly write: (bytes: Uint8Array) => Promise<void>
  /** Ends the archive; the file stays open. */
  readonly end: () => Promise<void>
}

export function createZip(file: FileHandle): ZipWriter {
  const entries: Entry[] = []
  let at = 0
  const put = async (bytes: Uint8Array): Promise<void> => {
    // A disk that fills takes a part first, and refuses the rest.
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at)
      done += bytesWritten
      at += bytesWritten
    }
  }
  const finish = async (): Promise<void> => {
    const entry = entries.at(-1)
    if (!entry) return
    const written = at - entry.offset - LOCAL_BYTES - Buffer.byteLength(entry.name)
    if (written !== entry.size) throw new RangeError(`${entry.name} was to have ${entry.size} bytes and got ${written}`)
    await file.write(fields([[4, entry.checksum]]), 0, 4, entry.offset + CHECKSUM_AT)
  }
  return {
    begin: async (name, size) => {
      await finish()
      if (at + size > LARGEST) throw tooLarge()
      const entry = { name, size, offset: at, checksum: 0 }
      entries.push(entry)
      await put(localHeader(entry))
    },
    write: async (bytes) => {
      const entry = entries.at(-1)
      if (!entry) throw new RangeError('no entry has begun')
      entry.checksum = crc32(bytes, entry.checksum)
      await put(bytes)
    },
    end: async () => {
      await finish()
      const start = at
      for (const entry of entries) await put(centralHeader(entry))
      await put(endOfDirectory(entries.length, start, at - start))
    }
  }
}

/** Little-endian fields of so many bytes. */
function fields(values: readonly (readonly [bytes: number, value: number])[], text = ''): Buffer {
  const size = values.reduce((sum, [bytes]) => sum + bytes, 0)
  const buffer = Buffer.alloc(size + Buffer.byteLength(text))
  values.reduce((offset, [bytes, value]) => buffer.writeUIntLE(value, offset, bytes), 0)
  buffer.write(text, size)
  return buffer
}

/** What both headers of an entry share, from the version on. */
function common({ name, size, checksum }: Entry): [number, number][] {
  return [[2, VERSION], [2, 0], [2, STORED], [2, TIME], [2, DATE], [4, checksum], [4, size], [4, size], [2, Buffer.byteLength(name)], [2, 0]]
}

function localHeader(entry: Entry): Buffer {
  return fields([[4, 0x04034b50], ...common(entry)], entry.name)
}

function centralHeader(entry: Entry): Buffer {
  const rest: [number, number][] = [[2, 0], [2, 0], [2, 0], [4, 0], [4, entry.offset]]
  return fields([[4, 0x02014b50], [2, VERSION], ...common(entry), ...rest], entry.name)
}

function endOfDirectory(count: number, start: number, bytes: number): Buffer {
  return fields([[4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, bytes], [4, start], [2, 0]])
}

function tooLarge(): SharkfinError {
  return new SharkfinError({
    code: 'out-too-large',
    message: 'An .npz file holds at most 4 GiB, and these samples are more.',
    remedy: 'Ask for fewer samples, or write several files with different seeds.'
  })
}
