/** How results look on a terminal. */

/** One JSON object on standard output, typed arrays as arrays. */
export function printJson(value: unknown): void {
  const plain = (_: string, part: unknown): unknown => (part instanceof Float32Array ? [...part] : part)
  process.stdout.write(`${JSON.stringify(value, plain)}\n`)
}

export function printLine(line = ''): void {
  process.stdout.write(`${line}\n`)
}

/** Says something to the person that is not part of the result. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** Rows of cells in columns; the first column to the left, the others as wide as they need. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, k) => Math.max(...rows.map((row) => (row[k] ?? '').length)))
  const line = (row: readonly string[]): string => row.map((cell, k) => cell.padEnd(widths[k] ?? 0)).join('  ').trimEnd()
  return rows.map(line).join('\n')
}
