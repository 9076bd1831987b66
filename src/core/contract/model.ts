/** What a trained model read from a file: rows of a table, a map, or sweeps. */
import { characterizationSchema, skippedSchema } from './characterization'
import { mapReadingSchema } from './map'
import { z } from './zod'

const floats = z.instanceof(Float32Array)
const quantity = z.object({ name: z.string(), unit: z.string() })

export const rowsReadingSchema = z.object({
  kind: z.literal('rows'),
  file: z.string(),
  /** How the columns were told apart. */
  how: z.string(),
  /** What a person should know before the numbers. */
  doubts: z.array(z.string()),
  given: z.array(quantity),
  said: z.array(quantity),
  /** Whether what is said are probabilities of classes. */
  isClasses: z.boolean(),
  /** What is said is one quantity at as many places along this. */
  along: z.object({ name: z.string(), unit: z.string(), from: z.number(), to: z.number() }).nullable(),
  rows: z.number().int(),
  /** Line of the file of each row. */
  lines: z.instanceof(Uint32Array),
  /** [rows, given], and [rows, said]: what the network says, with the deviation that it gives itself where it learnt one. */
  x: floats,
  y: floats,
  deviation: floats.nullable(),
  /** [rows, said] as the file has it; NaN where it has not. */
  truth: floats.nullable(),
  /** Root mean square of y - truth for each that is said; null without truth. */
  rmse: z.array(z.number()).nullable(),
  skipped: z.array(skippedSchema)
})

export const modelReadingSchema = z.discriminatedUnion('kind', [
  rowsReadingSchema,
  z.object({ kind: z.literal('map'), file: z.string(), reading: mapReadingSchema }),
  /** `unread`: why the network itself said nothing; '' where it did. */
  z.object({ kind: z.literal('sweeps'), file: z.string(), result: characterizationSchema, unread: z.string() })
])

export type RowsReading = z.infer<typeof rowsReadingSchema>
export type ModelReading = z.infer<typeof modelReadingSchema>
