/** Sizes that are usual where a function comes from; a gradient is a force. */
export interface NaturalUnits {
  readonly length: number
  readonly force: number
}

/** What a minimiser sees: a function of many numbers with its gradient. */
export interface Objective {
  /** How many numbers it depends on. */
  readonly size: number
  /**
   * Allocates nothing, so that it can be called thousands of times within a frame.
   * @param position [size]
   * @param slope [size] receives the gradient
   * @returns the value
   */
  readonly gradient: (position: Float64Array, slope: Float64Array) => number
  /** 1 and 1 where it says none. */
  readonly units?: NaturalUnits
}

/** Second derivatives at one place. */
export interface Curvature {
  readonly size: number
  /** out = H v; allocates nothing. */
  readonly multiply: (v: Float64Array, out: Float64Array) => void
}
