/** How a file's axes are tied to a recipe's: what a person says, else what the file suggests; and the words for it. */
import type { MapOptions } from '../contract/map'
import { formatShort } from '../numbers/format'
import type { Axis } from '../recipe/axes'
import type { MapAxis, MeasuredMap } from '../measurement/map/measured-map'
import type { Amplitude } from './map-fit'

export interface MapScales {
  /** file frequency = centre + width omega */
  readonly centre: number
  readonly width: number
  /** file drive = drive times the scanned number */
  readonly drive: number
  readonly amplitude: Amplitude
  readonly assumptions: readonly string[]
}

/** An axis is taken as it is written where it covers at least this part of the recipe's, and does not go beyond it. */
const COVERED = 0.5

/** @param grid the recipe's axes, of rows and of columns */
export function scalesOf({ rows, columns }: Pick<MeasuredMap, 'rows' | 'columns'>, grid: readonly [Axis, Axis], options: MapOptions): MapScales {
  const across = frequencyScale(columns, grid[1], options)
  const down = driveScale(rows, grid[0], options)
  const isWritten = across.width === 1 && across.centre === 0 && down.drive === 1
  const gain = options.gain ?? (isWritten ? 1 : 'fitted')
  const offset = options.offset ?? 0
  const response =
    gain === 'fitted'
      ? 'The response is taken to be proportional to the simulated one; its gain is fitted, one number for all cells.'
      : gain === 1
        ? 'The response is taken to be the simulated one, with a gain of 1.'
        : `The response is taken to be ${formatShort(gain)} times the simulated one.`
  const beside = offset === 'fitted' ? ['A constant beside the response is fitted.'] : offset === 0 ? [] : [`${formatShort(offset)} of the response is taken to be background.`]
  return {
    centre: across.centre,
    width: across.width,
    drive: down.drive,
    amplitude: { gain, offset },
    assumptions: [across.words, down.words, response, ...beside]
  }
}

interface FrequencyScale {
  readonly centre: number
  readonly width: number
  readonly words: string
}

function frequencyScale({ values, unit }: MapAxis, axis: Axis, { centre, width }: MapOptions): FrequencyScale {
  const named = unit ? ` ${unit}` : ''
  if (values === null) return { centre: centre ?? 0, width: width ?? 1, words: `The columns are taken to be ${axis.name} from ${formatShort(axis.from)} to ${formatShort(axis.to)}, as the recipe has them.` }
  const [first, last] = [values[0], values[values.length - 1]]
  const said = (by: { centre: number; width: number }): FrequencyScale => ({ ...by, words: `${axis.name} = 0 is taken to lie at ${formatShort(by.centre, 8)}${named}, and one unit of it to be ${formatShort(by.width, 5)}${named}.` })
  if (centre !== undefined && width !== undefined) return said({ centre, width })
  if (centre === undefined && width === undefined && unit === '' && isLike(first, last, axis)) return { centre: 0, width: 1, words: `Frequencies are taken to be ${axis.name} as they are written.` }
  // The recipe's sweep from end to end lies over the file's, whichever way it goes: a higher frequency is a higher one in both.
  const [low, high] = [Math.min(first, last), Math.max(first, last)]
  const spread = width ?? (high - low) / Math.abs(axis.to - axis.from)
  return said({ width: spread, centre: centre ?? (low + high) / 2 - (spread * (axis.from + axis.to)) / 2 })
}

function driveScale({ values, unit }: MapAxis, axis: Axis, { drive }: MapOptions): { readonly drive: number; readonly words: string } {
  const named = unit ? ` ${unit}` : ''
  const said = (one: number): { drive: number; words: string } => ({ drive: one, words: `A drive of ${formatShort(one, 5)}${named} is taken to be ${axis.name} = 1.` })
  if (drive !== undefined) return said(drive)
  if (values === null) return { drive: 1, words: `The rows are taken to be ${axis.name} from ${formatShort(axis.from)} to ${formatShort(axis.to)}, as the recipe has them.` }
  const [first, last] = [values[0], values[values.length - 1]]
  if (unit === '' && isLike(first, last, axis)) return { drive: 1, words: `Drives are taken to be ${axis.name} as they are written.` }
  const largest = Math.abs(first) > Math.abs(last) ? first : last
  return said(largest / (Math.abs(axis.from) > Math.abs(axis.to) ? axis.from : axis.to))
}

function isLike(first: number, last: number, { from, to, count }: Axis): boolean {
  const step = Math.abs(to - from) / (count - 1)
  const [low, high] = [Math.min(first, last), Math.max(first, last)]
  const isInside = low >= Math.min(from, to) - 1.5 * step && high <= Math.max(from, to) + 1.5 * step
  return isInside && high - low >= COVERED * Math.abs(to - from)
}

/** Places of the file's rows and columns in the recipe's own units; of an axis that the file does not have, the recipe's. */
export function placesOf({ rows, columns }: Pick<MeasuredMap, 'rows' | 'columns'>, { centre, width, drive }: MapScales, grid: readonly [Axis, Axis]): { readonly rows: Float64Array; readonly columns: Float64Array } {
  const along = ({ values, count }: MapAxis, axis: Axis, place: (value: number) => number): Float64Array =>
    values ? values.map(place) : Float64Array.from({ length: count }, (_, k) => axis.from + ((axis.to - axis.from) * k) / (count - 1))
  return { rows: along(rows, grid[0], (value) => value / drive), columns: along(columns, grid[1], (value) => (value - centre) / width) }
}
