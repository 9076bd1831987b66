/**
 * What a column looks like, whatever its name: does it step evenly up and down, does it hold still for long?
 */

export interface Shape {
  /** Finite values. */
  readonly count: number
  readonly minimum: number
  readonly maximum: number
  /** Never falls, and rises somewhere. */
  readonly rising: boolean
  /** Share of the steps that have nearly the median size: close to 1 for a swept frequency or a clock. */
  readonly evenness: number
  /** Steps per turn of direction: long for anything that is swept. */
  readonly runLength: number
  /** Different values one after another, 1 for a constant. */
  readonly plateaus: number
}

/** The first this many rows tell what a column is. */
const EXAMINED = 20_000

/** NaN are passed over. */
export function shapeOf(column: Float64Array): Shape {
  const values = column.subarray(0, EXAMINED).filter(Number.isFinite)
  const steps: number[] = []
  let turns = 0
  let direction = 0
  let plateaus = values.length > 0 ? 1 : 0
  let rising = values.length > 1
  for (let at = 1; at < values.length; at++) {
    const step = (values[at] as number) - (values[at - 1] as number)
    if (step === 0) continue
    plateaus++
    steps.push(Math.abs(step))
    if (direction !== 0 && Math.sign(step) !== direction) turns++
    direction = Math.sign(step)
    if (step < 0) rising = false
  }
  const median = steps.toSorted((a, b) => a - b)[steps.length >> 1] ?? 0
  const even = steps.filter((step) => step > 0.6 * median && step < 1.7 * median).length
  return {
    count: values.length,
    minimum: values.reduce((least, value) => Math.min(least, value), Infinity),
    maximum: values.reduce((most, value) => Math.max(most, value), -Infinity),
    rising: rising && steps.length > 0,
    evenness: steps.length === 0 ? 0 : even / steps.length,
    runLength: steps.length / (turns + 1),
    plateaus
  }
}
