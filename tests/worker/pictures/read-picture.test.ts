/** Pictures that another program wrote (files/make.py), and damaged ones. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { encode } from 'fast-png'
import { describe, expect, test } from 'vitest'
import { errorData } from '../../../src/core/contract/errors'
import type { Picture } from '../../../src/core/measurement/pictures/picture'
import { readPicture } from '../../../src/worker/pictures/read-picture'
import { lzwLength } from '../../../src/worker/pictures/lzw-length'

const file = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'files', name))
const read = (name: string): Picture => readPicture(file(name), name)
const [ROWS, COLUMNS] = [5, 7]
const grey = (k: number): number => 10 * Math.floor(k / COLUMNS) + (k % COLUMNS)
const colour = (k: number): number[] => [grey(k), 2 * grey(k), 255 - grey(k)]
const places = Array.from({ length: ROWS * COLUMNS }, (_, k) => k)
const code = (bytes: Uint8Array): string => {
  try {
    readPicture(bytes, 'a')
    return 'none'
  } catch (thrown) {
    return errorData(thrown).code
  }
}

describe('a picture', () => {
  test.each([
    ['grey.png', 1, places.map(grey), 1 / 255],
    ['colour.png', 3, places.flatMap(colour), 1 / 255],
    ['alpha.png', 4, places.flatMap((k) => [...colour(k), 128]), 1 / 255],
    ['sixteen.png', 1, places.map((k) => 1000 * grey(k)), 1 / 65_535],
    ['bits.png', 1, places.map((k) => Number(grey(k) > 20)), 1],
    ['plain.tif', 3, places.flatMap(colour), 1 / 255],
    ['lzw.tif', 3, places.flatMap(colour), 1 / 255],
    ['deflate.tif', 3, places.flatMap(colour), 1 / 255],
    ['sixteen.tif', 1, places.map((k) => 1000 * grey(k)), 1 / 65_535],
    ['floating.tif', 1, places.map((k) => Math.fround(grey(k) / 7)), 1],
    ['large.tif', 1, Array.from({ length: 30_000 }, (_, k) => (3 * Math.floor(k / 150) + (k % 150)) % 256), 1 / 255]
  ])('in %s is read number by number', (name, channels, values, scale) => {
    const picture = read(name)
    expect([picture.channels, picture.scale, picture.rows * picture.columns * picture.channels]).toEqual([channels, scale, values.length])
    expect(Array.from(picture.values)).toEqual(values)
  })

  test('with a palette has the colours that it stands for', () => {
    expect(Array.from(read('palette.png').values)).toEqual(Array.from(read('palette-in-colour.png').values))
  })

  test('as a matrix of text is read with or without axes, with a decimal comma too', () => {
    const text = (lines: string): Picture => readPicture(Buffer.from(lines), 'a.csv')
    expect(text('1,2,3\n4,5,6\n')).toMatchObject({ rows: 2, columns: 3, scale: 1 })
    expect(Array.from(text('1;2,5\n4;5\n7;8').values)).toEqual([1, 2.5, 4, 5, 7, 8])
    expect(Array.from(text('V (mV),1,2,3\n10,5,6,7\n20,8,9,10\n30,11,12,13').values)).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13])
    expect(code(Buffer.from('1,2,3\n4,,6\n'))).toBe('picture-hole')
    expect(code(Buffer.from('1,2,3\n4,5\n'))).toBe('picture-ragged')
  })
})

describe('a damaged picture is refused', () => {
  test('wherever it is cut', () => {
    for (const name of ['colour.png', 'lzw.tif', 'deflate.tif', 'plain.tif']) {
      const whole = file(name)
      for (const share of [0.2, 0.5, 0.8, 0.97]) expect(['png-broken', 'tiff-broken', 'picture-size']).toContain(code(whole.subarray(0, Math.floor(share * whole.length))))
    }
  })

  test('whatever byte of it is another, it is read or refused, and nothing else is thrown', () => {
    for (const name of ['colour.png', 'palette.png', 'lzw.tif', 'deflate.tif']) {
      const whole = file(name)
      for (let at = 0; at < whole.length; at += 3) {
        const bytes = Buffer.from(whole)
        bytes[at] = (bytes[at] ?? 0) ^ 0x55
        expect(code(bytes), `${name}, byte ${at}`).not.toBe('defect')
      }
    }
  })

  test('where it would unpack to more than its pixels', () => {
    const bomb = deflateSync(new Uint8Array(1 << 20))
    const small = Buffer.from(encode({ width: 2, height: 2, channels: 1, depth: 8, data: new Uint8Array(4) }))
    const at = small.indexOf('IDAT')
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bomb.length)
    const swollen = Buffer.concat([small.subarray(0, at - 4), length, Buffer.from('IDAT'), bomb, Buffer.alloc(4), small.subarray(small.indexOf('IEND') - 4)])
    expect(code(small)).toBe('none')
    expect(code(swollen)).toBe('png-broken')
    const wide = Buffer.from(small)
    wide.writeUInt32BE(100_000, small.indexOf('IHDR') + 4)
    wide.writeUInt32BE(100_000, small.indexOf('IHDR') + 8)
    expect(code(wide)).toBe('picture-size')
  })

  test('by the length of what is packed: codes of TIFF 6.0, counted', () => {
    // Clear, 7, then the string that is just being made, again and again: 1 + 2 + 3 bytes; nine bits each.
    const packed = (codes: readonly number[]): Uint8Array => {
      const bits = codes.map((one) => one.toString(2).padStart(9, '0')).join('').padEnd(8 * Math.ceil((9 * codes.length) / 8), '0')
      return Uint8Array.from({ length: bits.length / 8 }, (_, k) => parseInt(bits.slice(8 * k, 8 * k + 8), 2))
    }
    expect(lzwLength(packed([256, 7, 258, 259, 257]), 100)).toBe(6)
    expect(lzwLength(packed([256, 7, 258, 259, 257]), 5)).toBe(-1)
    expect(lzwLength(packed([256, 7, 300, 257]), 100)).toBe(-1)
  })
})
