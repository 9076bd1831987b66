/**
 * A recipe says what a run is: the equation, its priors, the sweep, what is observed of it, the network and its
 * training. Nothing that decides a result stands elsewhere; a recipe, a seed and an engine give the same bits.
 */
import { z } from '../contract/zod'

const symbol = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]*$/, 'a name starts with a letter and holds letters, digits, _')
const count = z.number().int().positive()

/** A parameter that is drawn anew for every simulated sweep, and that the network learns to read. */
export const priorSchema = z
  .strictObject({ name: symbol, unit: z.string(), low: z.number(), high: z.number() })
  .refine((prior) => prior.low < prior.high, { message: 'a uniform prior needs low < high', path: ['high'] })

/**
 * First-order equation for one complex amplitude z in a frame that rotates with the drive frequency omega:
 * `equation` is the right-hand side of dz/dt, typed as mathematics in z, i, omega, the priors and the constants.
 */
export const systemSchema = z.strictObject({
  equation: z.string().min(1).max(2000),
  initial: z.strictObject({ re: z.number(), im: z.number() }),
  constants: z.record(symbol, z.number()),
  priors: z.array(priorSchema).min(1).max(16)
})

/** Linear sweep of omega in `duration`, integrated with `steps` RK4 steps of duration / (steps - 1), as in the lesson. */
export const sweepSchema = z.strictObject({
  from: z.number(),
  to: z.number(),
  duration: z.number().positive(),
  steps: z.number().int().min(2).max(100_000)
})

/** What the network sees: |z| after every step, resampled to `bins` with an anti-aliased linear filter, plus noise. */
export const observationSchema = z.strictObject({
  quantity: z.literal('modulus'),
  bins: z.number().int().min(2).max(4096),
  noise: z.number().min(0)
})

export const networkSchema = z.strictObject({
  hidden: z.array(z.number().int().min(1).max(4096)).max(8),
  activation: z.enum(['tanh', 'relu'])
})

/** Learning rate over the run: constant, or falling to `final` times its start along a half cosine. */
export const scheduleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('constant') }),
  z.strictObject({ kind: z.literal('cosine'), final: z.number().min(0).max(1) })
])

export const trainingSchema = z.strictObject({
  optimiser: z.strictObject({
    kind: z.literal('adam'),
    learningRate: z.number().positive().max(10),
    beta1: z.number().min(0).max(0.9999),
    beta2: z.number().min(0).max(0.99999),
    epsilon: z.number().positive()
  }),
  schedule: scheduleSchema,
  /** Targets divided by their prior's standard deviation inside the loss; the exported model undoes it. */
  scaleTargets: z.boolean(),
  batch: z.number().int().min(1).max(4096),
  batches: z.number().int().min(1).max(10_000_000),
  validationSweeps: count.max(100_000),
  seed: z.number().int().min(0).max(0xffff_ffff)
})

export const recipeSchema = z.strictObject({
  format: z.literal('sharkfin-recipe'),
  version: z.literal(1),
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  title: z.string().min(1).max(120),
  system: systemSchema,
  sweep: sweepSchema,
  observation: observationSchema,
  network: networkSchema,
  training: trainingSchema
})

export type Prior = z.infer<typeof priorSchema>
export type SystemRecipe = z.infer<typeof systemSchema>
export type SweepRecipe = z.infer<typeof sweepSchema>
export type NetworkRecipe = z.infer<typeof networkSchema>
export type TrainingRecipe = z.infer<typeof trainingSchema>
export type Recipe = z.infer<typeof recipeSchema>
