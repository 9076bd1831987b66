/**
 * A chart on the screen: uPlot draws axes, keeps the scales, zooms and follows the cursor; series and labels are
 * painted by us in its draw hook, since sweeps are not functions of a rising x.
 */
import uPlot from 'uplot'
import { BAR } from './heat'
import { readPalette, type Palette } from './colours'
import { rangesOf, tickCount } from './layout'
import { axisTitle, type Chart, type Range } from './model'
import { paintLabels, paintSeries } from './paint'
import { paintHeat } from './paint-heat'
import { ticksOf, tickWords } from './ticks'

export interface Plot {
  /** Draws another chart at the next frame; axes must keep their kind of scale. */
  show(chart: Chart): void
  resize(width: number, height: number): void
  /** After a change of theme. */
  repaint(): void
  destroy(): void
}

/** @param onCursor called with chart coordinates under the pointer, or null when it leaves */
export function createPlot(
  host: HTMLElement,
  first: Chart,
  size: { width: number; height: number },
  onCursor: (at: readonly [number, number] | null) => void
): Plot {
  let chart = first
  let palette: Palette = readPalette()
  let zoomed = false
  let frame = 0
  const font = getComputedStyle(host).fontFamily

  const restoreRanges = (plot: uPlot): void => {
    const box = { left: 0, top: 0, width: plot.bbox.width / uPlot.pxRatio, height: plot.bbox.height / uPlot.pxRatio }
    const [x, y] = rangesOf(chart, box)
    plot.batch(() => {
      plot.setScale('x', { min: x[0], max: x[1] })
      plot.setScale('y', { min: y[0], max: y[1] })
    })
  }

  const draw = (plot: uPlot): void => {
    const { ctx, bbox } = plot
    const plane = {
      context: ctx,
      ratio: uPlot.pxRatio,
      box: bbox,
      xRange: [plot.scales['x']?.min ?? 0, plot.scales['x']?.max ?? 1] as Range,
      x: (value: number) => plot.valToPos(value, 'x', true),
      y: (value: number) => plot.valToPos(value, 'y', true),
      palette,
      font
    }
    if (chart.heat) paintHeat(chart.heat, plane)
    paintSeries(chart, plane)
    paintLabels(chart, plane)
  }

  const options: uPlot.Options = {
    ...size,
    legend: { show: false },
    padding: [8, first.heat ? BAR.room : 22, 0, 0],
    cursor: {
      points: { show: false },
      drag: { x: true, y: true, uni: 16 },
      bind: {
        dblclick: (plot) => () => {
          zoomed = false
          restoreRanges(plot)
          return null
        }
      }
    },
    scales: {
      x: { time: false, distr: first.x.scale === 'log' ? 3 : 1, range: (_, low, high) => [low, high] },
      y: { distr: first.y.scale === 'log' ? 3 : 1, range: (_, low, high) => [low, high] }
    },
    axes: [axisOptions(() => chart, () => palette, font, 'x'), axisOptions(() => chart, () => palette, font, 'y')],
    series: [{}, { show: true, points: { show: false }, paths: () => null }],
    hooks: {
      draw: [draw],
      setSelect: [(plot) => { if (plot.select.width > 0 || plot.select.height > 0) zoomed = true }],
      setCursor: [(plot) => onCursor(cursorValue(plot))]
    }
  }
  const placeholder: uPlot.AlignedData = [[first.x.range[0], first.x.range[1]], [first.y.range[0], first.y.range[1]]]
  const plot = new uPlot(options, placeholder, host)
  restoreRanges(plot)

  const schedule = (): void => {
    frame ||= requestAnimationFrame(() => {
      frame = 0
      if (zoomed) plot.redraw(false, true)
      else restoreRanges(plot)
    })
  }
  return {
    show(next) {
      chart = next
      schedule()
    },
    resize(width, height) {
      plot.setSize({ width, height })
      schedule()
    },
    repaint() {
      palette = readPalette()
      plot.redraw(false, true)
    },
    destroy() {
      cancelAnimationFrame(frame)
      plot.destroy()
    }
  }
}

function cursorValue(plot: uPlot): readonly [number, number] | null {
  const { left, top } = plot.cursor
  if (left === undefined || top === undefined || left < 0 || top < 0) return null
  return [plot.posToVal(left, 'x'), plot.posToVal(top, 'y')]
}

function axisOptions(chart: () => Chart, palette: () => Palette, font: string, direction: 'x' | 'y'): uPlot.Axis {
  const axis = (): Chart['x'] => chart()[direction]
  return {
    scale: direction,
    side: direction === 'x' ? 2 : 3,
    font: `11px ${font}`,
    stroke: () => palette().soft,
    grid: { show: false },
    ticks: { show: false },
    border: { show: true, width: 1, stroke: () => palette().line },
    label: axisTitle(axis()),
    labelFont: `11px ${font}`,
    labelSize: axisTitle(axis()) === '' ? 0 : 16,
    gap: 4,
    size: direction === 'x' ? 20 : yAxisSize,
    splits: (plot, _, low, high) => {
      const box = direction === 'x' ? plot.bbox.width : plot.bbox.height
      return ticksOf(axis(), [low, high], tickCount(box / uPlot.pxRatio, direction))
    },
    // uPlot would leave ticks of a log axis without words.
    filter: (_, splits) => splits,
    values: (_, splits) => tickWords(axis(), splits)
  }
}

/** As wide as the widest word needs; at least so wide that pictures above each other share their left edge. */
function yAxisSize(plot: uPlot, values: string[] | null): number {
  const room = 14 + 6.2 * Math.max(2, ...(values ?? []).map((word) => word.length))
  return plot.width > 260 ? Math.max(50, room) : room
}
