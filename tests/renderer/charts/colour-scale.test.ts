import { describe, expect, test } from 'vitest'
import { colourIndex, coloursOf, toOklab, type Colour } from '../../../src/renderer/charts/colour-scale'

const light = { paper: '#fbfaf7', d1: '#0072b2', d2: '#c55300' }
const dark = { paper: '#12161b', d1: '#56b4e9', d2: '#f0894b' }

const colourAt = (colours: Uint8ClampedArray, k: number): Colour => [colours[3 * k] ?? NaN, colours[3 * k + 1] ?? NaN, colours[3 * k + 2] ?? NaN]

/** What someone without the middle cones sees: Machado, Oliveira and Fernandes, IEEE TVCG 15, 1291 (2009), table 1, severity 1. */
function asDeuteranope([r, g, b]: Colour): Colour {
  return [0.367322 * r + 0.860646 * g - 0.227968 * b, 0.280085 * r + 0.672501 * g + 0.047413 * b, -0.01182 * r + 0.04294 * g + 0.968881 * b]
}

function distances(colours: Uint8ClampedArray, seen: (colour: Colour) => Colour = (colour) => colour): number[] {
  const places = Array.from({ length: 16 }, (_, k) => toOklab(seen(colourAt(colours, 17 * k))))
  return places.slice(1).map((place, k) => Math.hypot(...place.map((part, at) => part - (places[k]?.[at] ?? NaN))))
}

describe('the scale from low to high', () => {
  const colours = coloursOf('sequential', light)

  test('begins and ends as viridis does', () => {
    expect(colourAt(colours, 0)).toEqual([0x44, 0x01, 0x54])
    expect(colourAt(colours, 255)).toEqual([0xfd, 0xe7, 0x25])
  })

  test('only grows lighter, also to those who see red and green as one', () => {
    for (const seen of [(colour: Colour) => colour, asDeuteranope]) {
      const lightness = Array.from({ length: 256 }, (_, k) => toOklab(seen(colourAt(colours, k)))[0])
      // A step of 8 bits may take back a hair.
      lightness.slice(1).forEach((value, k) => expect(value - (lightness[k] ?? NaN)).toBeGreaterThan(-0.004))
      expect((lightness[255] ?? 0) - (lightness[0] ?? 0)).toBeGreaterThan(0.5)
    }
  })

  test('has steps that look about equal', () => {
    const steps = distances(colours)
    expect(Math.max(...steps) / Math.min(...steps)).toBeLessThan(2)
  })
})

describe.each([['light', light], ['dark', dark]])('the scale about zero, %s', (_name, palette) => {
  const colours = coloursOf('diverging', palette)

  test('has the paper at zero', () => {
    const paper = [1, 3, 5].map((at) => Number.parseInt(palette.paper.slice(at, at + 2), 16))
    // Zero lies between the two middle colours of 256.
    colourAt(colours, 127).forEach((part, k) => expect(Math.abs(part - (paper[k] ?? NaN))).toBeLessThan(4))
  })

  test('has equal steps on either side, and sides that differ also to those who see red and green as one', () => {
    const steps = distances(colours)
    for (const side of [steps.slice(0, 7), steps.slice(8)]) expect(Math.max(...side) / Math.min(...side)).toBeLessThan(1.15)
    const [low, high] = [0, 255].map((k) => toOklab(asDeuteranope(colourAt(colours, k)))) as [Colour, Colour]
    expect(Math.hypot(low[1] - high[1], low[2] - high[2])).toBeGreaterThan(0.15)
  })
})

test('values outside the range have the colours of its ends, and what is no number has none', () => {
  expect([-1, 0, 0.5, 1, 7, NaN].map((value) => colourIndex(value, [0, 1]))).toEqual([0, 0, 128, 255, 255, -1])
})
