/** Sweeps in units of order one, so that least squares sees no 1e-9 beside 1e9. */
import type { Direction } from '../contract/characterization'
import type { MeasuredSweep } from '../measurement/sweep'

/** frequency = centre + width nu; response = size v; drive = force D. */
export interface Scales {
  readonly centre: number
  readonly width: number
  readonly size: number
  readonly force: number
}

export interface ScaledSweep {
  /** [points] */
  readonly nu: Float64Array
  readonly x: Float64Array
  readonly y: Float64Array | null
  readonly drive: number
  readonly direction: Direction
  readonly source: MeasuredSweep
}

/** Largest |V| of a sweep. */
export function largestModulus({ x, y }: Pick<MeasuredSweep, 'x' | 'y'>): number {
  let largest = 0
  for (let k = 0; k < x.length; k++) largest = Math.max(largest, Math.hypot(x[k], y ? y[k] : 0))
  return largest
}

/** A step of frequency is the natural unit before anything is known of the line; `width` replaces it afterwards. */
export function chooseScales(sweeps: readonly MeasuredSweep[], width?: number): Scales {
  let [low, high] = [Infinity, -Infinity]
  for (const { frequency } of sweeps) {
    for (const value of frequency) {
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
  }
  return {
    centre: (low + high) / 2,
    width: width ?? ((high - low) / 10 || 1),
    size: Math.max(...sweeps.map(largestModulus)) || 1,
    force: Math.max(...sweeps.map(({ drive }) => Math.abs(drive ?? 1))) || 1
  }
}

/** @param conjugated the instrument turns the other way: take the complex conjugate */
export function scaleSweep(sweep: MeasuredSweep, scales: Scales, conjugated: boolean): ScaledSweep {
  const sign = conjugated ? -1 : 1
  return {
    nu: sweep.frequency.map((value) => (value - scales.centre) / scales.width),
    x: sweep.x.map((value) => value / scales.size),
    y: sweep.y && sweep.y.map((value) => (sign * value) / scales.size),
    drive: (sweep.drive ?? scales.force) / scales.force,
    direction: sweep.direction,
    source: sweep
  }
}
