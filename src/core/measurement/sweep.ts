/**
 * One sweep of a measurement, in the order in which it was taken: the shape that inference fits.
 */

/**
 * `frequency`, `x` and `y` have one entry per point and are never sorted: in a hysteretic sweep order is physics.
 * A `direction` of 1 rises, -1 falls. `drive` is null where the file has none.
 */
export interface MeasuredSweep {
  readonly frequency: Float64Array
  readonly x: Float64Array
  /** null: the response is a modulus only, and stands in `x`. */
  readonly y: Float64Array | null
  readonly drive: number | null
  readonly direction: 1 | -1
  readonly units: { readonly frequency: string; readonly response: string; readonly drive: string }
}
