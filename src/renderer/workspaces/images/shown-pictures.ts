/** The samples on the screen as pictures, whether they are simulated maps or files of a folder. */
import type { Samples } from '../../../core/contract/answers'
import type { Target } from '../../../core/recipe/targets'

export interface ShownPicture {
  /** What a file is called; '' of a map. */
  readonly file: string
  readonly heldOut: boolean
  /** In the order of the recipe's targets. */
  readonly truth: readonly number[]
  /** [rows, columns, channels] */
  readonly seen: Float32Array
}

export interface ShownPictures {
  readonly rows: number
  readonly columns: number
  readonly channels: number
  /** Whether the first row is the top one, as in files; in maps it is the lowest. */
  readonly topFirst: boolean
  readonly pictures: readonly ShownPicture[]
}

/** Null where the samples are no pictures. */
export function shownPictures(shown: Samples | null, targets: readonly Target[]): ShownPictures | null {
  if (shown?.kind === 'maps') {
    const pictures = shown.maps.map(({ parameters, seen }) => ({ file: '', heldOut: true, truth: targets.map(({ name }) => parameters[name] ?? NaN), seen }))
    return { rows: shown.axes[0].count, columns: shown.axes[1].count, channels: 1, topFirst: false, pictures }
  }
  if (shown?.kind !== 'pictures') return null
  const { rows, columns, channels } = shown
  return { rows, columns, channels, topFirst: true, pictures: shown.pictures.map(({ truth, ...picture }) => ({ ...picture, truth: Array.from(truth) })) }
}

type Shape = Pick<ShownPictures, 'rows' | 'columns' | 'channels' | 'topFirst'>

/** One channel with its lowest row first, as charts and kernels take it; -1 is the mean of all. */
export function channelFromBelow(values: ArrayLike<number>, { rows, columns, channels, topFirst }: Shape, channel: number): Float32Array {
  return Float32Array.from({ length: rows * columns }, (_, k) => {
    const [up, column] = [Math.floor(k / columns), k % columns]
    const place = ((topFirst ? rows - 1 - up : up) * columns + column) * channels
    if (channel >= 0) return values[place + channel] ?? NaN
    let sum = 0
    for (let c = 0; c < channels; c++) sum += values[place + c] ?? NaN
    return sum / channels
  })
}

/** What a picture is labelled as, in words: its class, or its numbers. */
export function labelInWords(truth: readonly number[], targets: readonly Target[], isClasses: boolean, digits = 3): string {
  if (isClasses) return targets[truth.indexOf(Math.max(...truth))]?.name ?? ''
  return targets.map(({ name, unit }, k) => `${name} ${Number((truth[k] ?? NaN).toPrecision(digits))}${unit ? ` ${unit}` : ''}`).join(', ')
}
