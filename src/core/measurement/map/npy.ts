/**
 * An array in NumPy's own format, versions 1 to 3 (numpy.lib.format): magic, version, a dictionary as text, then the numbers. It has no
 * axes, so the map's axes are those of the recipe. Read strictly: anything else than a plain array of real numbers is refused by name.
 */
import { SharkfinError } from '../../contract/errors'
import type { MeasuredMap } from './measured-map'

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]
/** Numbers of a map: 4096 x 4096. */
const MOST = 1 << 24

type Reader = (view: DataView, at: number, little: boolean) => number

const READERS: Readonly<Record<string, { readonly bytes: number; readonly read: Reader }>> = {
  f4: { bytes: 4, read: (view, at, little) => view.getFloat32(at, little) },
  f8: { bytes: 8, read: (view, at, little) => view.getFloat64(at, little) },
  i1: { bytes: 1, read: (view, at) => view.getInt8(at) },
  i2: { bytes: 2, read: (view, at, little) => view.getInt16(at, little) },
  i4: { bytes: 4, read: (view, at, little) => view.getInt32(at, little) },
  u1: { bytes: 1, read: (view, at) => view.getUint8(at) },
  u2: { bytes: 2, read: (view, at, little) => view.getUint16(at, little) },
  u4: { bytes: 4, read: (view, at, little) => view.getUint32(at, little) }
}

export function isNpy(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, k) => bytes[k] === byte)
}

/** @throws SharkfinError `npy-version`, `npy-header`, `npy-kind`, `npy-shape`, `npy-cut` */
export function readNpy(bytes: Uint8Array, file: string): MeasuredMap {
  const array = readNpyArray(bytes, file)
  // Axes of one number are those of a batch or of a channel.
  const [rows = 0, columns = 0, ...more] = array.shape.filter((length) => length !== 1)
  if (more.length > 0 || rows < 2 || columns < 2) {
    throw refuse('npy-shape', `The array has the shape (${array.shape.join(', ')}); a map has two axes, of two numbers or more each.`, 'Save one map: a plain array of rows and columns.', file)
  }
  return {
    rows: { name: '', unit: '', values: null, count: rows },
    columns: { name: '', unit: '', values: null, count: columns },
    values: array.values,
    quantity: '',
    unit: '',
    understood: [`a NumPy array of ${rows} × ${columns}, which has no axes: they are taken to be the recipe's`]
  }
}

export interface NpyArray {
  readonly shape: readonly number[]
  /** In C order, the last axis fastest; NaN where a number is not finite. */
  readonly values: Float64Array
}

/** @throws SharkfinError `npy-version`, `npy-header`, `npy-kind`, `npy-shape`, `npy-cut` */
export function readNpyArray(bytes: Uint8Array, file: string): NpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { descr, isFortran, shape, start } = headerOf(view, bytes, file)
  const count = shape.reduce((product, length) => product * length, 1)
  if (count < 1 || count > MOST || shape.length > 8) {
    throw refuse('npy-shape', `The array has the shape (${shape.join(', ')}), that is ${count} numbers; from 1 to ${MOST} are read.`, 'Save one map or one picture.', file)
  }
  const order = descr[0]
  const element = READERS[descr.slice(1)]
  if (!element || !['<', '>', '|', '='].includes(order)) {
    throw refuse('npy-kind', `The array holds numbers of the kind "${descr}".`, 'Save real numbers, for example with array.astype("float64"); of complex ones their modulus.', file)
  }
  const size = count * element.bytes
  if (bytes.byteLength - start !== size) {
    throw refuse('npy-cut', `The array's shape wants ${size} bytes of numbers, and the file has ${bytes.byteLength - start}.`, 'Save the array again; the file seems to be cut.', file)
  }
  const placeOf = isFortran ? fortranPlaces(shape) : (k: number): number => k
  const values = Float64Array.from({ length: count }, (_, k) => {
    const value = element.read(view, start + placeOf(k) * element.bytes, order !== '>')
    return Number.isFinite(value) ? value : NaN
  })
  return { shape, values }
}

/** Where number k of C order lies in Fortran's, whose first axis is the fastest. */
function fortranPlaces(shape: readonly number[]): (k: number) => number {
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, length) => product * length, 1))
  return (k) => {
    let [rest, place] = [k, 0]
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place += (rest % shape[axis]) * strides[axis]
      rest = Math.floor(rest / shape[axis])
    }
    return place
  }
}

interface Header {
  readonly descr: string
  readonly isFortran: boolean
  readonly shape: readonly number[]
  /** Where the numbers begin. */
  readonly start: number
}

function headerOf(view: DataView, bytes: Uint8Array, file: string): Header {
  const version = bytes[MAGIC.length] ?? 0
  if (version < 1 || version > 3 || bytes.length < 12) {
    throw refuse('npy-version', `The file says version ${version} of NumPy's format; 1 to 3 are known.`, 'Save it with numpy.save.', file)
  }
  const before = version === 1 ? 10 : 12
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true)
  const text = Array.from(bytes.subarray(before, Math.min(before + length, bytes.length)), (byte) => String.fromCharCode(byte)).join('')
  const descr = /'descr': '([^']*)'/.exec(text)?.[1]
  const order = /'fortran_order': (True|False)/.exec(text)?.[1]
  const shape = /'shape': \(([\d, ]*)\)/.exec(text)?.[1]
  if (descr === undefined || order === undefined || shape === undefined) {
    throw refuse('npy-header', 'The file has no header that says what its numbers are.', 'Save one plain array with numpy.save; arrays of records and objects are not read.', file)
  }
  const lengths = shape.split(',').filter((part) => part.trim() !== '').map(Number)
  return { descr, isFortran: order === 'True', shape: lengths, start: before + length }
}

function refuse(code: string, message: string, remedy: string, file: string): SharkfinError {
  return new SharkfinError({ code, message, remedy, place: { file } })
}
