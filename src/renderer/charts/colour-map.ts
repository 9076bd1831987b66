/**
 * Cividis (J. R. Nunez, C. R. Anderton and R. S. Renslow, PLoS ONE 13 (2018) e0199239): rises evenly in lightness, and reads the same for
 * colour-blind eyes. Ten of its 256 colours; between them straight lines in sRGB, which differ from the original by less than one sees.
 */

export type Rgb = readonly [red: number, green: number, blue: number]

const ANCHORS: readonly Rgb[] = [
  [0, 34, 78],
  [18, 53, 112],
  [59, 73, 108],
  [87, 93, 109],
  [112, 113, 115],
  [138, 134, 120],
  [165, 156, 116],
  [195, 179, 105],
  [225, 204, 85],
  [254, 232, 56]
]

/** @param share 0 (dark) to 1 (light); not a number: transparent grey is the caller's affair, here the darkest */
export function colourAt(share: number): Rgb {
  const place = Math.min(Math.max(share, 0), 1) * (ANCHORS.length - 1)
  const below = Math.min(Math.floor(Number.isFinite(place) ? place : 0), ANCHORS.length - 2)
  const [a, b] = [ANCHORS[below] as Rgb, ANCHORS[below + 1] as Rgb]
  const t = Number.isFinite(place) ? place - below : 0
  return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), a[2] + t * (b[2] - a[2])]
}
