/**
 * Arrays as NumPy's own files: magic, version 1.0, a dictionary as text, then the numbers in C order (NumPy Enhancement Proposal 1,
 * numpy.lib.format).
 */

/** Header and numbers together start at a multiple of this. */
const ALIGNMENT = 64
const MAGIC = Uint8Array.of(0x93, ...Buffer.from('NUMPY'), 1, 0)
const LENGTH_BYTES = 2

type Element = '<f4' | '<f8' | `<U${number}`

/** @returns all of an .npy file that stands before its numbers */
export function npyHeader(element: Element, shape: readonly number[]): Buffer {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const text = `{'descr': '${element}', 'fortran_order': False, 'shape': (${sizes}), }`
  const before = MAGIC.length + LENGTH_BYTES
  const length = Math.ceil((before + text.length + 1) / ALIGNMENT) * ALIGNMENT - before
  const buffer = Buffer.alloc(before + length, ' ')
  buffer.set(MAGIC)
  buffer.writeUInt16LE(length, MAGIC.length)
  buffer.write(text, before, 'latin1')
  buffer.write('\n', before + length - 1)
  return buffer
}

/** A whole array of one axis, in double precision. */
export function npyNumbers(values: readonly number[]): Buffer {
  return Buffer.concat([npyHeader('<f8', [values.length]), bytesOf(Float64Array.from(values))])
}

/** A whole array of text: UTF-32, each as wide as the widest. @param shape [] for one text alone */
export function npyText(texts: readonly string[], shape: readonly number[] = [texts.length]): Buffer {
  const points = texts.map((text) => Array.from(text, (letter) => letter.codePointAt(0) ?? 0))
  const width = Math.max(1, ...points.map(({ length }) => length))
  const table = new Uint32Array(texts.length * width)
  points.forEach((letters, index) => table.set(letters, index * width))
  return Buffer.concat([npyHeader(`<U${width}`, shape), bytesOf(table)])
}

/** The bytes of an array as they lie in memory, which are little-endian on every processor that Electron runs on. */
export function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Float64Array | Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
