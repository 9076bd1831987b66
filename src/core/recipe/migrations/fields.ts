/** Reading what may have any shape. */

export type Fields = Readonly<Record<string, unknown>>

/** The value's fields; none where it is not an object. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}
