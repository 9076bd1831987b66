/** Where a chart's parts lie, in CSS pixels: pure geometry, the same for screen and paper. */
import type { Chart, Label, Range } from './model'

export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Widens one of two ranges about its centre, so that a unit has one length in both directions of the box. */
export function equalise(x: Range, y: Range, { width, height }: Box): readonly [Range, Range] {
  if (width <= 0 || height <= 0) return [x, y]
  const scale = Math.max((x[1] - x[0]) / width, (y[1] - y[0]) / height)
  const about = ([low, high]: Range, length: number): Range => {
    const centre = (low + high) / 2
    return [centre - (scale * length) / 2, centre + (scale * length) / 2]
  }
  return [about(x, width), about(y, height)]
}

/** The ranges that are shown when nothing is zoomed. */
export function rangesOf(chart: Chart, box: Box): readonly [Range, Range] {
  return chart.equalScales ? equalise(chart.x.range, chart.y.range, box) : [chart.x.range, chart.y.range]
}

/** How many ticks an axis of this length takes without crowding. */
export function tickCount(length: number, direction: 'x' | 'y'): number {
  const room = Math.floor(length / (direction === 'x' ? 75 : 45))
  return Math.max(length < 60 ? 1 : 2, Math.min(direction === 'x' ? 5 : 4, room))
}

export interface PlacedLabel {
  readonly label: Label
  readonly x: number
  readonly y: number
}

const LINE_HEIGHT = 14
const LETTER_WIDTH = 6.4

/**
 * Labels at their places, kept inside the box; one that would cover another is moved up by a line or two, else down,
 * else left out.
 * @param place chart coordinates -> pixels
 */
export function placeLabels(
  labels: readonly Label[],
  box: Box,
  place: (label: Label) => readonly [number, number]
): PlacedLabel[] {
  const placed: PlacedLabel[] = []
  for (const label of labels) {
    const [px, py] = place(label)
    if (!Number.isFinite(px) || !Number.isFinite(py)) continue
    if (px < box.left - 40 || px > box.left + box.width + 40) continue
    const x = insideX(px, label, box)
    for (const lines of [0, -1, 1, -2, 2]) {
      const y = Math.min(Math.max(py - label.lift + lines * LINE_HEIGHT, box.top + 9), box.top + box.height - 4)
      const candidate = { label, x, y }
      if (placed.some((other) => covers(other, candidate))) continue
      placed.push(candidate)
      break
    }
  }
  return placed
}

function insideX(x: number, label: Label, { left, width }: Box): number {
  const [before, after] = extent(label)
  return Math.min(Math.max(x, left + before + 2), left + width - after)
}

/** Pixels the words take before and after their anchor. */
function extent({ text, anchor }: Label): readonly [number, number] {
  const width = text.length * LETTER_WIDTH
  return anchor === 'start' ? [0, width] : anchor === 'end' ? [width, 0] : [width / 2, width / 2]
}

function covers(a: PlacedLabel, b: PlacedLabel): boolean {
  if (Math.abs(a.y - b.y) >= LINE_HEIGHT - 1) return false
  const [aBefore, aAfter] = extent(a.label)
  const [bBefore, bAfter] = extent(b.label)
  return a.x - aBefore < b.x + bAfter && b.x - bBefore < a.x + aAfter
}
