/**
 * A TIFF file as a picture: its first page. The package tiff decodes it, after the directory of that page was read here: what it points to must
 * lie in the file, and what it unpacks to must be as long as it says.
 */
import { inflateSync } from 'node:zlib'
import { decode, type TiffIfd } from 'tiff'
import { SharkfinError } from '../../core/contract/errors'
import { tooLarge } from '../../core/measurement/pictures/grid'
import { PIXEL_LIMIT, type Picture } from '../../core/measurement/pictures/picture'
import { lzwLength } from './lzw-length'

/** Bytes of a value, by its type (TIFF 6.0, page 15). */
const BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8] as const
const [LZW, DEFLATE, OLD_DEFLATE] = [5, 8, 32946]
/** Tags that are looked at. */
const Tag = { width: 256, rows: 257, bits: 258, compression: 259, kind: 262, stripOffsets: 273, samples: 277, rowsPerStrip: 278, stripBytes: 279, planes: 284, tileWidth: 322, tileRows: 323, tileOffsets: 324, tileBytes: 325, format: 339 } as const
const RGB = 2
const PALETTE = 3

export function isTiff(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes
  return (a === 0x49 && b === 0x49 && c === 42 && d === 0) || (a === 0x4d && b === 0x4d && c === 0 && d === 42)
}

/** @throws SharkfinError `tiff-broken`, `picture-size` */
export function readTiff(bytes: Uint8Array, file: string): Picture {
  const tags = directoryOf(bytes, file)
  checkShape(tags, file)
  checkParts(bytes, tags, file)
  let page: TiffIfd | undefined
  try {
    ;[page] = decode(bytes, { pages: [0] })
  } catch (thrown) {
    throw broken(thrown instanceof Error ? thrown.message : String(thrown), file)
  }
  if (!page) throw broken('it has no page', file)
  return pictureOf(page, file)
}

function pictureOf(page: TiffIfd, file: string): Picture {
  const { width: columns, height: rows, data, bitsPerSample: bits, samplesPerPixel: channels, type } = page
  if (data.length !== rows * columns * channels) throw broken(`it holds ${data.length} numbers where ${rows} × ${columns} pixels need ${rows * columns * channels}`, file)
  const scale = data instanceof Float32Array || data instanceof Float64Array ? 1 : 1 / (2 ** bits - 1)
  if (type === PALETTE) {
    const palette = page.palette
    if (!palette) throw broken('it has no palette', file)
    const colours = Float32Array.from({ length: 3 * data.length }, (_, k) => palette[data[Math.floor(k / 3)] ?? 0]?.[k % 3] ?? 0)
    return { rows, columns, channels: 3, values: colours, scale: 1 / 65_535 }
  }
  if (channels !== 1 && channels !== 2 && channels !== 3 && channels !== 4) throw broken(`it has ${channels} numbers a pixel`, file)
  return { rows, columns, channels, values: data, scale }
}

type Tags = ReadonlyMap<number, readonly number[]>

/** Values of the tags that are looked at; every value of every tag must lie in the file. */
function directoryOf(bytes: Uint8Array, file: string): Tags {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const little = bytes[0] === 0x49
  const wanted = new Set<number>(Object.values(Tag))
  const tags = new Map<number, readonly number[]>()
  const start = bytes.length >= 8 ? view.getUint32(4, little) : bytes.length
  if (start + 2 > bytes.length) throw broken('its directory lies beyond its end', file)
  const entries = view.getUint16(start, little)
  if (start + 2 + 12 * entries > bytes.length) throw broken('its directory reaches beyond its end', file)
  for (let entry = 0; entry < entries; entry++) {
    const at = start + 2 + 12 * entry
    const [tag, type, count] = [view.getUint16(at, little), view.getUint16(at + 2, little), view.getUint32(at + 4, little)]
    const size = BYTES[type] ?? 0
    const place = size * count > 4 ? view.getUint32(at + 8, little) : at + 8
    if (place + size * count > bytes.length) throw broken(`its tag ${tag} points beyond its end`, file)
    const isWhole = type === 3 || type === 4
    if (wanted.has(tag) && isWhole) tags.set(tag, Array.from({ length: count }, (_, k) => (type === 3 ? view.getUint16(place + 2 * k, little) : view.getUint32(place + 4 * k, little))))
  }
  return tags
}

const one = (tags: Tags, tag: number, otherwise: number): number => tags.get(tag)?.[0] ?? otherwise

function checkShape(tags: Tags, file: string): void {
  const [rows, columns, samples] = [one(tags, Tag.rows, 0), one(tags, Tag.width, 0), one(tags, Tag.samples, 1)]
  if (rows < 1 || columns < 1 || rows * columns > PIXEL_LIMIT) throw tooLarge(rows, columns, file)
  if (samples > 4 || (one(tags, Tag.kind, 1) === RGB && samples < 3)) throw broken(`it has ${samples} numbers a pixel`, file)
  if (new Set(tags.get(Tag.bits) ?? [1]).size > 1) throw broken('its channels have different numbers of bits', file)
  if (one(tags, Tag.format, 1) === 2) throw broken('its whole numbers have a sign, which are not read', file)
  if (samples > 1 && one(tags, Tag.planes, 1) === 2) throw broken('its channels lie apart in the file, which is not read', file)
  if (samples > 1 && tags.has(Tag.tileOffsets)) throw broken('it has tiles of several channels, which are not read', file)
}

/** Each strip or tile lies in the file and unpacks to no more than its pixels, and to no less than the last one may. */
function checkParts(bytes: Uint8Array, tags: Tags, file: string): void {
  const [rows, columns, samples, bits] = [one(tags, Tag.rows, 0), one(tags, Tag.width, 0), one(tags, Tag.samples, 1), one(tags, Tag.bits, 1)]
  const isTiled = tags.has(Tag.tileOffsets)
  const height = isTiled ? one(tags, Tag.tileRows, 0) : Math.min(rows, one(tags, Tag.rowsPerStrip, rows))
  const width = isTiled ? one(tags, Tag.tileWidth, 0) : columns
  const offsets = tags.get(isTiled ? Tag.tileOffsets : Tag.stripOffsets) ?? []
  const lengths = tags.get(isTiled ? Tag.tileBytes : Tag.stripBytes) ?? []
  const parts = isTiled ? Math.ceil(rows / height) * Math.ceil(columns / width) : Math.ceil(rows / height)
  if (!(height > 0 && width > 0) || height * width > PIXEL_LIMIT || offsets.length !== parts || lengths.length !== parts) throw broken('its parts do not make up its pixels', file)
  const compression = one(tags, Tag.compression, 1)
  offsets.forEach((offset, k) => {
    const length = lengths[k] ?? 0
    if (offset + length > bytes.length) throw broken(`its part ${k + 1} reaches beyond its end`, file)
    const lines = isTiled ? height : Math.min(height, rows - k * height)
    const needed = lines * Math.ceil((width * samples * bits) / 8)
    const found = unpackedLength(bytes.subarray(offset, offset + length), compression, height * Math.ceil((width * samples * bits) / 8))
    if (found < needed) throw broken(`its part ${k + 1} is damaged, or is not of the length that its pixels need`, file)
  })
}

/** @returns bytes, or -1 where they are more than `most` or cannot be unpacked */
function unpackedLength(part: Uint8Array, compression: number, most: number): number {
  if (compression === LZW) return lzwLength(part, most)
  if (compression !== DEFLATE && compression !== OLD_DEFLATE) return part.length
  try {
    return inflateSync(part, { maxOutputLength: most }).length
  } catch {
    return -1
  }
}

function broken(why: string, file: string): SharkfinError {
  return new SharkfinError({
    code: 'tiff-broken',
    message: `The TIFF file cannot be read: ${why}.`,
    remedy: 'Save the picture again as a plain TIFF or PNG: one page, grey or in colour, without compression or with LZW or Deflate.',
    place: { file }
  })
}
