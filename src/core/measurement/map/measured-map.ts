/** A measured map as its file has it: numbers over two axes, whose values need not be evenly spaced. */

export interface MapAxis {
  readonly name: string
  readonly unit: string
  /** Rising or falling; null where the file does not say. */
  readonly values: Float64Array | null
  readonly count: number
}

export interface MeasuredMap {
  readonly rows: MapAxis
  readonly columns: MapAxis
  /** [rows, columns]; NaN where nothing was measured. */
  readonly values: Float64Array
  /** What was measured, and its unit; '' where the file does not say. */
  readonly quantity: string
  readonly unit: string
  /** In words, how the file was understood. */
  readonly understood: readonly string[]
}

/** Rows for columns. */
export function transposed({ rows, columns, values, ...rest }: MeasuredMap): MeasuredMap {
  const turned = Float64Array.from({ length: values.length }, (_, k) => values[(k % rows.count) * columns.count + Math.floor(k / rows.count)])
  return { ...rest, rows: columns, columns: rows, values: turned }
}
