/** A folder of pictures for a test: bright discs on a dark ground, of a radius and at a place, written as PNG. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode } from 'fast-png'

export interface Disc {
  readonly radius: number
  readonly x: number
  readonly y: number
}

/** Radii and places in pixels of a picture 24 pixels wide, from a small generator of our own. */
export function discs(count: number, seed = 1): readonly Disc[] {
  let state = seed
  const uniform = (): number => (state = (state * 48271) % 2147483647) / 2147483647
  return Array.from({ length: count }, () => ({ radius: 3 + 6 * uniform(), x: 8 + 8 * uniform(), y: 8 + 8 * uniform() }))
}

/** 8 bits, with an edge one pixel soft. @param size pixels a side; the disc grows with it */
export function discPng({ radius, x, y }: Disc, size = 24): Uint8Array {
  const scale = size / 24
  const data = Uint8Array.from({ length: size * size }, (_, k) => {
    const distance = Math.hypot((k % size) + 0.5 - scale * x, Math.floor(k / size) + 0.5 - scale * y)
    return Math.round(40 + 180 * Math.min(1, Math.max(0, scale * radius - distance + 0.5)))
  })
  return encode({ width: size, height: size, channels: 1, depth: 8, data })
}

/** Pictures disc-0.png ... with labels.csv: radius (px) and whether it is large. */
export function discFolder(all: readonly Disc[], sizeOf: (at: number) => number = () => 24): string {
  const folder = mkdtempSync(join(tmpdir(), 'sharkfin-discs-'))
  all.forEach((disc, at) => writeFileSync(join(folder, nameOf(at)), discPng(disc, sizeOf(at))))
  writeFileSync(join(folder, 'labels.csv'), ['file,radius (px),kind', ...all.map(({ radius }, at) => `${nameOf(at)},${radius.toFixed(4)},${kindOf(radius)}`)].join('\n'))
  return folder
}

/** The same in sub-folders `large` and `small`. */
export function sortedFolder(all: readonly Disc[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'sharkfin-kinds-'))
  for (const kind of ['large', 'small']) mkdirSync(join(folder, kind))
  all.forEach((disc, at) => writeFileSync(join(folder, kindOf(disc.radius), nameOf(at)), discPng(disc)))
  return folder
}

function nameOf(at: number): string {
  return `disc-${String(at).padStart(4, '0')}.png`
}

function kindOf(radius: number): string {
  return radius > 6 ? 'large' : 'small'
}
