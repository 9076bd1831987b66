/** Mean and standard deviation of several networks, place by place. */

export interface Spread {
  readonly mean: Float64Array
  /** With one degree of freedom taken out, since the mean comes from the same members. */
  readonly deviation: Float64Array
}

/** @param members [places] each, two at least */
export function spreadOf(members: readonly ArrayLike<number>[]): Spread {
  const places = members[0]?.length ?? 0
  const mean = new Float64Array(places)
  const deviation = new Float64Array(places)
  for (let place = 0; place < places; place++) {
    const values = members.map((member) => member[place] ?? NaN)
    const average = values.reduce((sum, value) => sum + value, 0) / values.length
    mean[place] = average
    deviation[place] = Math.sqrt(values.reduce((sum, value) => sum + (value - average) ** 2, 0) / (values.length - 1))
  }
  return { mean, deviation }
}
