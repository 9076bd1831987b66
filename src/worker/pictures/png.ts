/**
 * A PNG file as a picture. fast-png decodes it, but is given the pieces that decide the pixels alone, after the compressed numbers were found
 * to be as many as the header says: a small file cannot claim gigabytes.
 */
import { inflateSync } from 'node:zlib'
import { convertIndexedToRgb, decode, type DecodedPng } from 'fast-png'
import { SharkfinError } from '../../core/contract/errors'
import { tooLarge } from '../../core/measurement/pictures/grid'
import { PIXEL_LIMIT, type Picture } from '../../core/measurement/pictures/picture'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** Numbers of a pixel, by the colour type of the header (PNG specification, 11.2.2). */
const CHANNELS: Readonly<Record<number, 1 | 2 | 3 | 4>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
const PALETTE = 3
/** Adam7: first column and row of each pass, and its steps. */
const PASSES = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]] as const

interface Header {
  readonly rows: number
  readonly columns: number
  readonly depth: number
  readonly colour: number
  readonly interlaced: boolean
}

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, k) => bytes[k] === byte)
}

/** @throws SharkfinError `png-broken`, `picture-size` */
export function readPng(bytes: Uint8Array, file: string): Picture {
  const { header, kept, data } = piecesOf(bytes, file)
  const { rows, columns, depth, colour } = header
  const channels = CHANNELS[colour]
  if (!channels || ![1, 2, 4, 8, 16].includes(depth)) throw broken(`it has colours of the unknown kind ${colour} with ${depth} bits`, file)
  if (rows < 1 || columns < 1 || rows * columns > PIXEL_LIMIT) throw tooLarge(rows, columns, file)
  if (header.interlaced && depth < 8) throw broken('it is interlaced with fewer than 8 bits, which is not read', file)
  checkLength(header, channels, data, file)
  const png = decoded(kept, file)
  if (colour === PALETTE) return { rows, columns, channels: 3, values: coloursOf(png, file), scale: 1 / 255 }
  const values = depth < 8 ? unpacked(png.data, rows, columns, depth) : png.data
  return { rows, columns, channels, values, scale: 1 / (2 ** depth - 1) }
}

/** The header, the file without its side pieces, and the compressed numbers. */
function piecesOf(bytes: Uint8Array, file: string): { readonly header: Header; readonly kept: Uint8Array; readonly data: Uint8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const pieces = new Map<string, Uint8Array[]>()
  const kept: Uint8Array[] = [bytes.subarray(0, SIGNATURE.length)]
  let at = SIGNATURE.length
  for (let name = ''; name !== 'IEND'; ) {
    if (at + 12 > bytes.length) throw broken('it ends early', file)
    const length = view.getUint32(at)
    name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (at + 12 + length > bytes.length) throw broken(`its piece ${name} reaches beyond its end`, file)
    if (['IHDR', 'PLTE', 'IDAT', 'IEND'].includes(name)) {
      kept.push(bytes.subarray(at, at + 12 + length))
      pieces.set(name, [...(pieces.get(name) ?? []), bytes.subarray(at + 8, at + 8 + length)])
    }
    at += 12 + length
  }
  const [head] = pieces.get('IHDR') ?? []
  if (head?.length !== 13) throw broken('it has no header', file)
  const read = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const header = { columns: read.getUint32(0), rows: read.getUint32(4), depth: head[8] ?? 0, colour: head[9] ?? 0, interlaced: head[12] === 1 }
  return { header, kept: Buffer.concat(kept), data: Buffer.concat(pieces.get('IDAT') ?? []) }
}

/** A filter's byte before each line of each pass. */
function checkLength({ rows, columns, depth, interlaced }: Header, channels: number, data: Uint8Array, file: string): void {
  const lines = (height: number, width: number): number => (width > 0 ? height * (1 + Math.ceil((width * channels * depth) / 8)) : 0)
  const size = interlaced
    ? PASSES.reduce((sum, [x, y, right, down]) => sum + lines(Math.ceil((rows - y) / down), Math.ceil((columns - x) / right)), 0)
    : lines(rows, columns)
  let found = -1
  try {
    found = inflateSync(data, { maxOutputLength: size }).length
  } catch {
    throw broken(`its compressed numbers are damaged, or more than its ${rows} × ${columns} pixels need`, file)
  }
  if (found !== size) throw broken(`it holds ${found} bytes where ${rows} × ${columns} pixels need ${size}`, file)
}

function decoded(bytes: Uint8Array, file: string): DecodedPng {
  try {
    return decode(bytes)
  } catch (thrown) {
    throw broken(thrown instanceof Error ? thrown.message : String(thrown), file)
  }
}

function coloursOf(png: DecodedPng, file: string): Uint8Array {
  try {
    return convertIndexedToRgb(png)
  } catch (thrown) {
    throw broken(thrown instanceof Error ? thrown.message : String(thrown), file)
  }
}

/** Grey with fewer than 8 bits: several pixels a byte, each line beginning with a byte of its own. */
function unpacked(data: ArrayLike<number>, rows: number, columns: number, depth: number): Uint8Array {
  const [perByte, bytes] = [8 / depth, Math.ceil((columns * depth) / 8)]
  return Uint8Array.from({ length: rows * columns }, (_, k) => {
    const [row, column] = [Math.floor(k / columns), k % columns]
    const byte = data[row * bytes + Math.floor(column / perByte)] ?? 0
    return (byte >> (8 - depth * ((column % perByte) + 1))) & (2 ** depth - 1)
  })
}

function broken(why: string, file: string): SharkfinError {
  return new SharkfinError({
    code: 'png-broken',
    message: `The PNG file cannot be read: ${why}.`,
    remedy: 'Save the picture again as a plain PNG, grey or in colour.',
    place: { file }
  })
}
