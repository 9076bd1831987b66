/** What a run carries from step to step: flat vectors by name, the parameters first. */

/** A vector of the state. */
export interface StateVector {
  readonly name: string
  readonly size: number
}

/** Vectors by name, as numbers or as tensors [size]. */
export type Vectors<Vector> = Readonly<Record<string, Vector>>

/** @throws a defect when there is no vector of that name */
export function vectorOf<Vector>(vectors: Vectors<Vector>, name: string): Vector {
  const vector = vectors[name]
  if (vector === undefined) throw new Error(`the state has no vector ${name}`)
  return vector
}
