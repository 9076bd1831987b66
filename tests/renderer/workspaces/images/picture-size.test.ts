import { describe, expect, it } from 'vitest'
import { pictureSize } from '../../../../src/renderer/workspaces/images/picture-size'

/** Black, 7 wide and 5 high, written by Pillow 13. */
const written = [
  ['PNG', 'iVBORw0KGgoAAAANSUhEUgAAAAcAAAAFCAIAAAAG+GGPAAAADElEQVR4nGNgoCcAAABuAAFIXXpjAAAAAElFTkSuQmCC'],
  ['GIF', 'R0lGODdhBwAFAIEAAAAAAAAAAAAAAAAAACwAAAAABwAFAAAIDAABCBxIsKDBgwcDAgA7'],
  ['BMP', 'Qk2uAAAAAAAAADYAAAAoAAAABwAAAAUAAAABABgAAAAAAHgAAADEDgAAxA4AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
  ['WebP, lossy', 'UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoHAAUAAUAmJaQAA3AA/v02aAA='],
  ['WebP, lossless', 'UklGRhoAAABXRUJQVlA4TA4AAAAvBgABAAcQEf0PRET/Aw=='],
  ['WebP with its EXIF', 'UklGRl4AAABXRUJQVlA4WAoAAAAYAAAABgAABAAAQUxQSAkAAAABBxAREYiI/gcAVlA4IBgAAAAwAQCdASoHAAUAAUAmJaQAA3AA/v02aABFWElGDgAAAE1NACoAAAAIAAAAAAAA'],
  ['JPEG with its EXIF', '/9j/4AAQSkZJRgABAQAAAQABAAD/4QAWRXhpZgAATU0AKgAAAAgAAAAAAAD/2wBDAKBueIx4ZKCMgoy0qqC+8P//8Nzc8P//////////////////////////////////////////////////////////wAALCAAFAAcBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/AIa//9k='],
  ['JPEG, progressive', '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAKBueIx4ZKCMgoy0qqC+8P//8Nzc8P//////////////////////////////////////////////////////////wgALCAAFAAcBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAv/aAAgBAQAAAAEf/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABBQJ//8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQAGPwJ//8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPyF//9oACAEBAAAAEH//xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAE/EH//2Q==']
] as const

const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))

describe('the size of a picture, before it is decoded', () => {
  it.each(written)('is read from its first bytes: %s', (_, base64) => {
    expect(pictureSize(bytesOf(base64))).toEqual({ width: 7, height: 5 })
  })

  it.each(written)('is not guessed where the file ends early: %s', (_, base64) => {
    const whole = bytesOf(base64)
    for (let length = 0; length < whole.length; length++) {
      expect([null, JSON.stringify({ width: 7, height: 5 })]).toContain(orNull(pictureSize(whole.subarray(0, length))))
    }
    expect(pictureSize(whole.subarray(0, 9))).toBeNull()
  })

  it('is that of a first GIF picture which is larger than the screen', () => {
    const gif = bytesOf(written[1][1])
    const view = new DataView(gif.buffer)
    // After 13 bytes of screen and 4 colours the picture begins: left, top, width, height.
    view.setUint16(13 + 12 + 5, 30_000, true)
    view.setUint16(13 + 12 + 7, 20_000, true)
    expect(pictureSize(gif)).toEqual({ width: 30_000, height: 20_000 })
  })

  it('is none of what is no such picture', () => {
    expect(pictureSize(new TextEncoder().encode('frequency,x,y\n1,2,3\n'))).toBeNull()
    expect(pictureSize(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="99999" height="99999"/>'))).toBeNull()
  })
})

function orNull(size: ReturnType<typeof pictureSize>): string | null {
  return size && JSON.stringify(size)
}
