/** How a network that tells classes apart does: which it takes for which. */
import type { SetReading } from '../../core/contract/progress'

export interface Confusion {
  readonly classes: readonly string[]
  /** [classes, classes] Samples by their true class (row) and the likeliest one that was read (column). */
  readonly counts: readonly (readonly number[])[]
  readonly samples: number
  /** Share that was read rightly, and its standard error (binomial, after A. Agresti and B. Coull, Am. Stat. 52 (1998) 119, which holds at 0 and 1 too). */
  readonly right: number
  readonly error: number
}

export function confusionOf({ truth, predicted }: Pick<SetReading, 'truth' | 'predicted'>, classes: readonly string[]): Confusion {
  const width = classes.length
  const samples = Math.floor(truth.length / width)
  const counts = classes.map(() => classes.map(() => 0))
  for (let sample = 0; sample < samples; sample++) {
    const row = counts[largest(truth, sample * width, width)]
    const column = largest(predicted, sample * width, width)
    if (row) row[column] = (row[column] ?? 0) + 1
  }
  const hits = counts.reduce((sum, row, k) => sum + (row[k] ?? 0), 0)
  const share = (hits + 2) / (samples + 4)
  return { classes, counts, samples, right: hits / samples, error: Math.sqrt((share * (1 - share)) / (samples + 4)) }
}

/** Place of the largest of `count` values from `first` on, counted from there. */
export function largest(values: ArrayLike<number>, first: number, count: number): number {
  let best = 0
  for (let k = 1; k < count; k++) if ((values[first + k] ?? NaN) > (values[first + best] ?? NaN)) best = k
  return best
}

export function confusionCsv({ classes, counts }: Confusion): string {
  const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return `${[['true \\ read', ...classes].map(cell), ...counts.map((row, k) => [cell(classes[k] ?? ''), ...row.map(String)])].map((cells) => cells.join(',')).join('\n')}\n`
}
