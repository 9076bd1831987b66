/**
 * How many bytes a part of a TIFF file unpacks to that is packed as TIFF 6.0 describes in its section 13 (Lempel, Ziv and Welch), without
 * unpacking it: only the lengths of the table's strings are kept.
 */
const CLEAR = 256
const END = 257
const FIRST_FREE = 258
const TABLE = 4096

/** @returns bytes, or -1 where they are more than `most` or a code names no string */
export function lzwLength(packed: Uint8Array, most: number): number {
  const lengths = new Uint16Array(TABLE).fill(1, 0, CLEAR)
  let [next, width, last, total, bits, held] = [FIRST_FREE, 9, -1, 0, 0, 0]
  for (let at = 0; at < packed.length; ) {
    while (bits < width && at < packed.length) {
      held = ((held << 8) | (packed[at++] ?? 0)) & 0xff_ffff
      bits += 8
    }
    if (bits < width) break
    const code = (held >> (bits - width)) & ((1 << width) - 1)
    bits -= width
    if (code === END) return total
    if (code === CLEAR) {
      ;[next, width, last] = [FIRST_FREE, 9, -1]
      continue
    }
    if (code > next || (code >= FIRST_FREE && last < 0) || (code === next && last < 0)) return -1
    const before = last < 0 ? 0 : (lengths[last] ?? 0)
    total += code === next ? before + 1 : (lengths[code] ?? 0)
    if (total > most) return -1
    if (last >= 0) {
      if (next >= TABLE) return -1
      lengths[next++] = before + 1
      // The codes grow one entry early.
      if (next === (1 << width) - 1 && width < 12) width++
    }
    last = code
  }
  return total
}
