import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect } from 'vitest'

/** UPDATE=1 writes the golden file anew; the difference is then reviewed. */
export function expectGoldenText(name: string, text: string): void {
  const path = resolve('tests/core/compile', `${name}.golden.txt`)
  if (process.env['UPDATE']) writeFileSync(path, text)
  expect(text).toBe(readFileSync(path, 'utf8'))
}
