/** A number as every language reads it: a single-precision one in the fewest digits that give it back, any other exactly. */
export function numberText(value: number): string {
  if (value !== Math.fround(value)) return String(value)
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return String(short)
  }
  return String(Number(value.toPrecision(9)))
}
