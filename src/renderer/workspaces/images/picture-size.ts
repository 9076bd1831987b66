/** Width and height of a picture as its first bytes say them, before anything is decoded: a small file may claim gigabytes. */

export interface PictureSize {
  readonly width: number
  readonly height: number
}

/** PNG, GIF, BMP, WebP and JPEG; null for what is none of them, or ends before it says. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return png(view) ?? gif(view) ?? bmp(view) ?? webp(view) ?? jpeg(view)
  } catch (thrown) {
    // The file ends early.
    if (thrown instanceof RangeError) return null
    throw thrown
  }
}

function begins(view: DataView, at: number, text: string): boolean {
  return at + text.length <= view.byteLength && [...text].every((letter, k) => view.getUint8(at + k) === letter.charCodeAt(0))
}

/** PNG specification, 11.2.2: IHDR comes first. */
function png(view: DataView): PictureSize | null {
  return begins(view, 0, '\x89PNG\r\n\x1a\n') ? { width: view.getUint32(16), height: view.getUint32(20) } : null
}

/** GIF89a, 18 and 20. The first picture may be larger than the screen, which then grows. */
function gif(view: DataView): PictureSize | null {
  if (!begins(view, 0, 'GIF8')) return null
  const screen = { width: view.getUint16(6, true), height: view.getUint16(8, true) }
  const flags = view.getUint8(10)
  let at = 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  while (view.getUint8(at) === 0x21) {
    at += 2
    while (view.getUint8(at) > 0) at += 1 + view.getUint8(at)
    at++
  }
  return {
    width: Math.max(screen.width, view.getUint16(at + 1, true) + view.getUint16(at + 5, true)),
    height: Math.max(screen.height, view.getUint16(at + 3, true) + view.getUint16(at + 7, true))
  }
}

/** BITMAPCOREHEADER has 12 bytes and short numbers, all later headers long ones; a negative height means that the top comes first. */
function bmp(view: DataView): PictureSize | null {
  if (!begins(view, 0, 'BM')) return null
  if (view.getUint32(14, true) === 12) return { width: view.getUint16(18, true), height: view.getUint16(20, true) }
  return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) }
}

/** WebP container specification: lossy (RFC 6386, 9.1), lossless, or extended. */
function webp(view: DataView): PictureSize | null {
  if (!begins(view, 0, 'RIFF') || !begins(view, 8, 'WEBP')) return null
  const long = (at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 2 ** 16
  if (begins(view, 12, 'VP8 ')) return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  if (begins(view, 12, 'VP8X')) return { width: 1 + long(24), height: 1 + long(27) }
  if (!begins(view, 12, 'VP8L')) return null
  const bits = view.getUint32(21, true)
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) }
}

/** ITU-T T.81, B.2.2: the first frame header among the segments. */
function jpeg(view: DataView): PictureSize | null {
  if (!begins(view, 0, '\xff\xd8\xff')) return null
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    while (view.getUint8(at + 1) === 0xff) at++
    const marker = view.getUint8(at + 1)
    if (view.getUint8(at) !== 0xff || marker === 0xda || marker === 0xd9) return null
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
  }
}
