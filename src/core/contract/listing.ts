/** A run as it stands in a list of thousands: a few hundred characters of its summary. */
import { lossSummarySchema, runStateSchema, type RunSummary } from './run'
import { z } from './zod'

export const briefSchema = z.object({
  recipe: z.object({ name: z.string(), title: z.string(), kind: z.string() }),
  state: runStateSchema,
  batch: z.number().int(),
  /** Of the whole training. */
  batches: z.number().int(),
  checkpointBatch: z.number().int(),
  seconds: z.number(),
  /** The one that trains it, or the choice until that is known. */
  engine: z.string(),
  loss: lossSummarySchema
})

export const runListingSchema = briefSchema.extend({
  run: z.string(),
  /** As the person called it; '' where it has the recipe's name alone. */
  name: z.string(),
  /** ms since 1970: when it was begun. 0: by a Sharkfin that did not write that down. */
  began: z.number()
})

/** A model that was written as a file. */
export const exportedFileSchema = z.object({
  file: z.string(),
  /** ms since 1970. */
  at: z.number(),
  bytes: z.number(),
  /** Largest difference between the reopened file and the trained network. */
  maxDifference: z.number(),
  /** Whether the file is still there. */
  isThere: z.boolean()
})

export const NAME_LIMIT = 80

export type RunBrief = z.infer<typeof briefSchema>
export type RunListing = z.infer<typeof runListingSchema>
export type ExportedFile = z.infer<typeof exportedFileSchema>

export function briefOf({ recipe, state, batch, checkpointBatch, seconds, engine, loss }: RunSummary): RunBrief {
  const { name, title, kind } = recipe
  return { recipe: { name, title, kind }, state, batch, batches: recipe.training.batches, checkpointBatch, seconds, engine: engine.kind ?? engine.choice, loss }
}
