/** A measured map and what was read from it. Worker, window and command line all speak in these shapes. */
import { estimateSchema, warningSchema, directionSchema } from './characterization'
import { z } from './zod'

const floats = z.instanceof(Float32Array)
const free = z.union([z.number(), z.literal('fitted')])

/**
 * How the file's axes and numbers are tied to the recipe's; everything left out is decided from the file, and said.
 * file frequency = centre + width omega; file drive = drive times the number that the rows scan; response = gain z + offset.
 */
export const mapOptionsSchema = z.strictObject({
  /** Rows are frequencies and columns drives. */
  turned: z.boolean().optional(),
  /** Which sweeps of a file of sweeps. */
  direction: directionSchema.optional(),
  centre: z.number().optional(),
  width: z.number().refine((value) => value !== 0, { message: 'a unit of omega is not nothing' }).optional(),
  drive: z.number().refine((value) => value !== 0, { message: 'a unit of drive is not nothing' }).optional(),
  gain: free.optional(),
  offset: free.optional()
})

const axisSchema = z.object({ name: z.string(), unit: z.string(), from: z.number(), to: z.number(), count: z.number().int() })

const mapParameterSchema = z.object({
  name: z.string(),
  unit: z.string(),
  /** From the fit of simulated maps; null where there is no confident number. */
  fit: estimateSchema.nullable(),
  /** What the network reads, with its error on held-out maps that it read alike; null where none reads. */
  network: estimateSchema.nullable(),
  /** The same as the fit in the file's units; null where they are the recipe's. */
  lab: z.object({ name: z.string(), estimate: estimateSchema }).nullable()
})

export const mapReadingSchema = z.object({
  file: z.string(),
  /** In words: how the file was understood, and what is assumed of its axes and its gain. */
  understood: z.array(z.string()),
  assumptions: z.array(z.string()),
  warnings: z.array(warningSchema),
  /** Of rows and columns, in the file's units, on the network's grid. */
  axes: z.tuple([axisSchema, axisSchema]),
  quantity: z.string(),
  unit: z.string(),
  /** [rows, columns] each, in the file's units; NaN where nothing was measured. */
  measured: floats,
  model: floats.nullable(),
  difference: floats.nullable(),
  /** Cells that hold nothing. */
  masked: z.number().int(),
  scales: z.object({ centre: z.number(), width: z.number(), drive: z.number(), gain: free, offset: free }),
  parameters: z.array(mapParameterSchema),
  gain: estimateSchema.nullable(),
  offset: estimateSchema.nullable(),
  /** Deviation of a cell from the model and of the noise, in the file's units. */
  fit: z.object({ scatter: z.number(), noise: z.number(), reducedChiSquare: z.number(), relativeRms: z.number(), converged: z.boolean() }).nullable(),
  /** Why no network read the map; '' where one did. */
  unread: z.string()
})

export type MapOptions = z.infer<typeof mapOptionsSchema>
export type MapParameter = z.infer<typeof mapParameterSchema>
export type MapReading = z.infer<typeof mapReadingSchema>
