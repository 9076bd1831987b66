/** What a parameter may be before anything is measured: the distribution that it is drawn from for every simulated sweep. */
import { z } from '../contract/zod'
import { symbol } from './pieces'

const named = { name: symbol, unit: z.string() }

/** Evenly between `low` and `high`. */
const uniformSchema = z.strictObject({ kind: z.literal('uniform'), ...named, low: z.number(), high: z.number() })

/** The logarithm evenly between those of `low` and `high`, for a quantity whose order of magnitude is unknown. */
const logUniformSchema = z.strictObject({
  kind: z.literal('log-uniform'),
  ...named,
  low: z.number().positive(),
  high: z.number().positive()
})

/** Gaussian. */
const normalSchema = z.strictObject({ kind: z.literal('normal'), ...named, mean: z.number(), deviation: z.number().positive() })

/** Known, and so neither drawn nor learnt: a constant with a unit. */
const fixedSchema = z.strictObject({ kind: z.literal('fixed'), ...named, value: z.number() })

export const priorSchema = z
  .discriminatedUnion('kind', [uniformSchema, logUniformSchema, normalSchema, fixedSchema])
  .refine((prior) => !('low' in prior) || prior.low < prior.high, { message: 'this prior needs low < high', path: ['high'] })

export type Prior = z.infer<typeof priorSchema>
/** A prior that is drawn, and that the network learns to read. */
export type DrawnPrior = Exclude<Prior, { kind: 'fixed' }>

/** The parameters that are drawn, in order: the columns of y, the outputs of the network. */
export function drawnPriors({ priors }: { readonly priors: readonly Prior[] }): readonly DrawnPrior[] {
  return priors.filter((prior) => prior.kind !== 'fixed')
}

export function priorDeviation(prior: DrawnPrior): number {
  switch (prior.kind) {
    case 'uniform':
      return (prior.high - prior.low) / Math.sqrt(12)
    case 'log-uniform': {
      const [{ low, high }, width] = [prior, Math.log(prior.high / prior.low)]
      // E[x] = (high - low)/width, E[x^2] = (high^2 - low^2)/(2 width)
      return Math.sqrt((high ** 2 - low ** 2) / (2 * width) - ((high - low) / width) ** 2)
    }
    case 'normal':
      return prior.deviation
  }
}

/**
 * The value below which a share of the prior lies, for starts of a search. A normal prior is cut into straight pieces, near enough.
 * @param share between 0 and 1
 */
export function priorQuantile(prior: DrawnPrior, share: number): number {
  if (prior.kind === 'uniform') return prior.low + share * (prior.high - prior.low)
  if (prior.kind === 'log-uniform') return prior.low * (prior.high / prior.low) ** share
  return prior.mean + (2 * share - 1) * Math.sqrt(3) * prior.deviation
}

/** Whether no draw can be negative, which makes a square root real. */
export function isNeverNegative(prior: Prior): boolean {
  if (prior.kind === 'fixed') return prior.value >= 0
  return prior.kind === 'log-uniform' || (prior.kind === 'uniform' && prior.low >= 0)
}

/** A prior in words: `0.5 to 1.5`, `0.5 to 1.5 (logarithmic)`, `1 ± 0.2`, `3`. */
export function priorInWords(prior: Prior): string {
  switch (prior.kind) {
    case 'uniform':
      return `${prior.low} to ${prior.high}`
    case 'log-uniform':
      return `${prior.low} to ${prior.high} (logarithmic)`
    case 'normal':
      return `${prior.mean} ± ${prior.deviation}`
    case 'fixed':
      return String(prior.value)
  }
}
