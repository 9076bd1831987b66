import { describe, expect, test } from 'vitest'
import { errorData } from '../../../../src/core/contract/errors'
import { isNpy, readNpy, readNpyArray } from '../../../../src/core/measurement/map/npy'
import { bytesOf, npyHeader, npyNumbers, npyText } from '../../../../src/worker/samples/npy'

/** As numpy.save writes it, version 1 with the header padded to 64 bytes. */
function file(descr: string, order: 'True' | 'False', shape: string, numbers: Uint8Array): Uint8Array {
  const text = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${shape}), }`.padEnd(117) + '\n'
  const header = Buffer.from(text, 'latin1')
  return Buffer.concat([Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 255, header.length >> 8]), header, numbers])
}

const code = (bytes: Uint8Array): string => {
  try {
    readNpy(bytes, 'map.npy')
    return 'none'
  } catch (thrown) {
    return errorData(thrown).code
  }
}

describe("an array in NumPy's format", () => {
  test('is read as Sharkfin itself writes it', () => {
    const numbers = Float32Array.of(1, 2, 3, 4, 5, 6)
    const bytes = Buffer.concat([npyHeader('<f4', [2, 3]), bytesOf(numbers)])
    expect(isNpy(bytes)).toBe(true)
    const { rows, columns, values } = readNpy(bytes, 'map.npy')
    expect([rows.count, columns.count, rows.values]).toEqual([2, 3, null])
    expect(Array.from(values)).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('is read in any order of its bytes and axes, and masked where it is not finite', () => {
    const big = Buffer.alloc(8)
    ;[256, 2, -3, 4].forEach((value, k) => big.writeInt16BE(value, 2 * k))
    expect(Array.from(readNpy(file('>i2', 'False', '2, 2', big), 'a').values)).toEqual([256, 2, -3, 4])
    // In Fortran's order the first axis runs fastest.
    expect(Array.from(readNpy(file('>i2', 'True', '2, 2', big), 'a').values)).toEqual([256, -3, 2, 4])
    const doubles = bytesOf(Float64Array.of(1, NaN, Infinity, 4))
    expect(Array.from(readNpy(file('<f8', 'False', '2, 2', doubles), 'a').values)).toEqual([1, NaN, NaN, 4])
  })

  test('with axes of one number, as a batch or a channel, is a map all the same; more axes keep their order in either layout', () => {
    const numbers = Float32Array.of(1, 2, 3, 4, 5, 6)
    const { rows, columns, values } = readNpy(Buffer.concat([npyHeader('<f4', [1, 2, 3, 1]), bytesOf(numbers)]), 'map.npy')
    expect([rows.count, columns.count, ...values]).toEqual([2, 3, 1, 2, 3, 4, 5, 6])
    // numpy.asfortranarray(numpy.arange(12).reshape(2, 3, 2)), as it lies in memory.
    const fortran = bytesOf(Float64Array.of(0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11))
    expect(Array.from(readNpyArray(file('<f8', 'True', '2, 3, 2', fortran), 'a').values)).toEqual(Array.from({ length: 12 }, (_, k) => k))
  })

  test.each([
    ['one axis', npyNumbers([1, 2, 3]), 'npy-shape'],
    ['text', npyText(['a', 'b', 'c', 'd'], [2, 2]), 'npy-kind'],
    ['complex numbers', file('<c16', 'False', '2, 2', Buffer.alloc(64)), 'npy-kind'],
    ['objects', file('|O', 'False', '2, 2', Buffer.alloc(8)), 'npy-kind'],
    ['too few bytes', file('<f8', 'False', '2, 2', Buffer.alloc(24)), 'npy-cut'],
    ['no dictionary', Buffer.concat([Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 4, 0]), Buffer.from('ab c'), Buffer.alloc(8)]), 'npy-header'],
    ['a version to come', Buffer.concat([Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 9, 0]), Buffer.alloc(20)]), 'npy-version']
  ])('is refused with %s', (_what, bytes, expected) => {
    expect(code(bytes)).toBe(expected)
  })
})
