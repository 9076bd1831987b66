/** Error data on a wire; the type is `ErrorData` in errors.ts. */
import type { ErrorData } from './errors'
import { z } from './zod'

export const placeSchema = z.object({
  file: z.string().optional(),
  line: z.number().int().optional(),
  column: z.number().int().optional(),
  field: z.string().optional()
})

export const errorDataSchema: z.ZodType<ErrorData> = z.object({
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
  place: placeSchema.optional(),
  suggestion: z.object({ setting: z.string(), value: z.number(), words: z.string() }).optional()
})
