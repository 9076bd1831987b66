/** A measured map as a cleaner is to see it, and what it says back in the file's units. */
import type { MapReading } from '../../../../core/contract/map'

export interface MeasuredInput {
  /** [rows, columns] in the simulation's units; where nothing was measured what the fit says. */
  readonly x: Float32Array
  /** From the simulation's units to the file's. */
  readonly back: (value: number) => number
}

/** null where nothing could be fitted, so that the scale of the file is unknown. */
export function measuredInput({ measured, model, scales, gain, offset }: MapReading): MeasuredInput | null {
  const by = scales.gain === 'fitted' ? gain?.value : scales.gain
  const less = scales.offset === 'fitted' ? offset?.value : scales.offset
  if (!model || by === undefined || less === undefined) return null
  const x = measured.map((value, cell) => ((Number.isNaN(value) ? (model[cell] ?? NaN) : value) - less) / by)
  return { x, back: (value) => by * value + less }
}
