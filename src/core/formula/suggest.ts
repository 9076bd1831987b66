/** What a person probably meant by a name that is not known. */

/**
 * Letters to insert, delete, replace or swap with a neighbour: the restricted Damerau-Levenshtein distance (G. Navarro,
 * ACM Comput. Surv. 33 (2001) 31).
 */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)))
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Infinity
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const differ = a[i - 1] === b[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity
      const row = rows[i]
      if (row) row[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + differ, swapped)
    }
  }
  return at(a.length, b.length)
}

/** @returns the known name that is closest, where at most a third of its letters differ, capitals aside */
export function closestName(name: string, known: readonly string[]): string | null {
  const wanted = name.toLowerCase()
  const scored = known.map((one) => ({ one, far: distance(wanted, one.toLowerCase()) }))
  const [best] = scored.sort((a, b) => a.far - b.far)
  return best && best.far <= Math.max(1, best.one.length / 3) && best.far < name.length ? best.one : null
}

/** `Did you mean omega0? ` or nothing, to begin a remedy with. */
export function didYouMean(name: string, known: readonly string[]): string {
  const closest = closestName(name, known)
  return closest === null ? '' : `Did you mean ${closest}? `
}
