/** A prior of another kind that says as much of the same thing as it can. */
import { priorDeviation, priorQuantile, type DrawnPrior, type Prior } from '../../core/recipe/priors'

/** Numbers as a person would type them. */
const DIGITS = 4
const round = (value: number): number => Number(value.toPrecision(DIGITS))

/** Mean of what is drawn. */
function meanOf(prior: DrawnPrior): number {
  if (prior.kind === 'normal') return prior.mean
  if (prior.kind === 'uniform') return (prior.low + prior.high) / 2
  return (prior.high - prior.low) / Math.log(prior.high / prior.low)
}

/** A fixed value is taken as known to a tenth. */
function rangeOf(prior: Prior): readonly [low: number, high: number] {
  if (prior.kind !== 'fixed') return [priorQuantile(prior, 0), priorQuantile(prior, 1)]
  const width = Math.abs(prior.value) / 10 || 1
  return [prior.value - width, prior.value + width]
}

/** Mean and deviation are kept where the new kind has them, else the range. */
export function newPrior(kind: Prior['kind'], prior: Prior): Prior {
  const { name, unit } = prior
  const [low, high] = rangeOf(prior)
  switch (kind) {
    case 'uniform':
      return { kind, name, unit, low: round(low), high: round(high) }
    case 'log-uniform':
      return { kind, name, unit, ...positive(round(low), round(high)) }
    case 'normal':
      if (prior.kind === 'fixed') return { kind, name, unit, mean: prior.value, deviation: round((high - low) / 2) }
      return { kind, name, unit, mean: round(meanOf(prior)), deviation: round(priorDeviation(prior)) }
    case 'fixed':
      return { kind, name, unit, value: prior.kind === 'fixed' ? prior.value : round(meanOf(prior)) }
  }
}

/** A range above zero, since a logarithm is spread evenly: two decades below its end where it began at zero or less. */
function positive(low: number, high: number): { low: number; high: number } {
  if (low > 0) return { low, high }
  return high > 0 ? { low: round(high / 100), high } : { low: 0.01, high: 1 }
}
