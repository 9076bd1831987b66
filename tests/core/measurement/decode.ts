/** The decoder that the tests hand to the reader. */
export function decodeUtf8(bytes: Uint8Array): { text: string; encoding: string } {
  return { text: new TextDecoder('utf-8').decode(bytes), encoding: 'utf-8' }
}

export function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
