import type { SweepRecipe } from './measurement'

/** How omega goes along a sweep, to follow "a sweep of omega": `from -4 to 4 in a time of 200`. */
export function courseInWords({ law, from, to, duration }: SweepRecipe): string {
  if (law === null) return `from ${from} to ${to} in a time of ${duration}`
  return `as ${law}, where from = ${from}, to = ${to}, T = ${duration}`
}
