/** What networks do beside reading parameters: responses simulated on demand, held-out samples as they are dealt, and how well a run does. */
import { z } from './zod'

const floats = z.instanceof(Float32Array)

/** Responses that may be asked for at once. */
export const RESPONSES_LIMIT = 256

/** In the recipe's order of the parameters that are drawn. */
export const parametersSchema = z.array(z.array(z.number()).min(1).max(16)).min(1).max(RESPONSES_LIMIT)

/** [sets, bins], or [sets, rows, bins], without noise. */
export const responsesSchema = z.object({ values: floats })

/** The first held-out samples: x [samples, inputs], y [samples, outputs] and what was drawn for them [samples, parameters]. */
export const heldOutSchema = z.object({ count: z.number().int(), parameters: floats, x: floats, y: floats })

/** Microseconds for one response, one thread each: many at once, and one alone. */
const speedSchema = z.object({ many: z.number(), single: z.number() })

export const assessmentSchema = z.discriminatedUnion('kind', [
  /** A surrogate beside its simulator, on held-out parameters. */
  z.object({
    kind: z.literal('surrogate'),
    batch: z.number().int(),
    count: z.number().int(),
    /** Root mean square of the difference over all points, and of the response about its mean. */
    rmse: z.number(),
    spread: z.number(),
    /** Of a single response: the median of their root mean squares, and the largest. */
    median: z.number(),
    worst: z.object({ rmse: z.number(), parameters: z.array(z.number()) }),
    simulator: speedSchema,
    network: speedSchema,
    /** How many at once, and what the network ran on. */
    many: z.number().int(),
    engine: z.string()
  }),
  /** A cleaner beside what it is given and beside a plain cure, as root mean square differences from the clean maps. */
  z.object({
    kind: z.literal('cleaner'),
    batch: z.number().int(),
    count: z.number().int(),
    given: z.number(),
    /** Bilinear enlargement where it is given a coarse map, then a Gaussian blur of these widths in cells, chosen on other maps. */
    plain: z.object({ widths: z.tuple([z.number(), z.number()]), rmse: z.number() }),
    network: z.number()
  })
])

export type Responses = z.infer<typeof responsesSchema>
export type HeldOutSamples = z.infer<typeof heldOutSchema>
export type Assessment = z.infer<typeof assessmentSchema>
