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

const ordered = (prior: object): boolean => !('low' in prior && 'high' in prior) || Number(prior.low) < Number(prior.high)
const disordered = { message: 'this prior needs low < high', path: ['high'] }
const drawn = [uniformSchema, logUniformSchema, normalSchema] as const

/** A prior that is drawn, and that a network can learn to read. */
export const drawnPriorSchema = z.discriminatedUnion('kind', drawn).refine(ordered, disordered)
export const priorSchema = z.discriminatedUnion('kind', [...drawn, fixedSchema]).refine(ordered, disordered)

export type Prior = z.infer<typeof priorSchema>
export type DrawnPrior = z.infer<typeof drawnPriorSchema>

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

/** Where draws may lie: all of a uniform one, and of a normal one all but 6e-5. */
export function priorEnds(prior: DrawnPrior): readonly [low: number, high: number] {
  return prior.kind === 'normal' ? [prior.mean - 4 * prior.deviation, prior.mean + 4 * prior.deviation] : [prior.low, prior.high]
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
