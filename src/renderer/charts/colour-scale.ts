/**
 * Colours for the numbers of a map. Going from low to high: viridis (S. van der Walt and N. Smith, matplotlib, 2015, public domain), whose lightness rises evenly and
 * which looks alike to those who see red and green as one. About zero: from one hue of the theme through its paper to another, straight in
 * OKLab (B. Ottosson, "A perceptual color space for image processing", 2020), so that equal steps look equal.
 */
import type { Palette } from './colours'

export type ColourScale = 'sequential' | 'diverging'

/** Red, green and blue, 0 to 255 each. */
export type Colour = readonly [red: number, green: number, blue: number]

const STEPS = 256

/** Every 1/10 of viridis; between them it is straight to within a step of 8 bits or two. */
const VIRIDIS = ['#440154', '#482475', '#414487', '#355f8d', '#2a788e', '#21918c', '#22a884', '#44bf70', '#7ad151', '#bddf26', '#fde725'] as const

/** [256, 3] the scale's colours, lowest first. */
export function coloursOf(scale: ColourScale, palette: Pick<Palette, 'paper' | 'd1' | 'd2'>): Uint8ClampedArray {
  const stops = scale === 'sequential' ? VIRIDIS.map(parseHex) : between([palette.d1, palette.paper, palette.d2].map(parseHex))
  const colours = new Uint8ClampedArray(3 * STEPS)
  for (let step = 0; step < STEPS; step++) colours.set(along(stops, step / (STEPS - 1)), 3 * step)
  return colours
}

/** Which of the 256 colours a value has; -1 where it is no number. */
export function colourIndex(value: number, [low, high]: readonly [number, number]): number {
  if (Number.isNaN(value)) return -1
  const share = high > low ? (value - low) / (high - low) : 0.5
  return Math.min(STEPS - 1, Math.max(0, Math.round(share * (STEPS - 1))))
}

export function hexOf(colours: Uint8ClampedArray, index: number): string {
  return `#${Array.from(colours.subarray(3 * index, 3 * index + 3), (part) => part.toString(16).padStart(2, '0')).join('')}`
}

/** @param hex '#rgb' or '#rrggbb' */
export function parseHex(hex: string): Colour {
  const digits = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join('') : hex.slice(1)
  const part = (at: number): number => Number.parseInt(digits.slice(at, at + 2), 16)
  return [part(0), part(2), part(4)]
}

function along(stops: readonly Colour[], share: number): Colour {
  const place = share * (stops.length - 1)
  const at = Math.min(stops.length - 2, Math.floor(place))
  const [from, to] = [stops[at] ?? BLACK, stops[at + 1] ?? BLACK]
  return mix(from, to, place - at)
}

const BLACK: Colour = [0, 0, 0]

/** So many stops between each two that straight lines in sRGB follow the straight line in OKLab. */
function between(ends: readonly Colour[]): readonly Colour[] {
  const fine = 16
  return ends.flatMap((from, at) => {
    const to = ends[at + 1]
    if (!to) return [from]
    const [a, b] = [toOklab(from), toOklab(to)]
    return Array.from({ length: fine }, (_, k) => fromOklab(mix(a, b, k / fine)))
  })
}

function mix([a, b, c]: Colour, [d, e, f]: Colour, share: number): Colour {
  return [a + (d - a) * share, b + (e - b) * share, c + (f - c) * share]
}

/** Lightness, green to red, blue to yellow. */
export function toOklab(colour: Colour): Colour {
  const [r, g, b] = [linear(colour[0]), linear(colour[1]), linear(colour[2])]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  ]
}

function fromOklab([lightness, a, b]: Colour): Colour {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    gamma(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  ]
}

/** The curve of sRGB (IEC 61966-2-1). */
function linear(part: number): number {
  const value = part / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

function gamma(value: number): number {
  const bounded = Math.min(1, Math.max(0, value))
  return 255 * (bounded <= 0.0031308 ? 12.92 * bounded : 1.055 * bounded ** (1 / 2.4) - 0.055)
}
