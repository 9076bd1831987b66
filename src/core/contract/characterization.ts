/**
 * A measured file and what was read from it: columns and sweeps (`read`), then physical parameters with their
 * uncertainties (`characterize`). Frequencies in the file's unit (Hz in the lab, '' for a simulation), amplitudes in the
 * file's own response unit. Worker, window and command line all speak in these shapes.
 */
import { z } from './zod'

export const roleSchema = z.enum(['time', 'frequency', 'x', 'y', 'modulus', 'phase', 'drive', 'ignored'])

export const columnSchema = z.strictObject({
  name: z.string(),
  /** As written in the file ('Hz', 'mV', 'dB', 'deg'), or '' where the file says nothing. */
  unit: z.string(),
  role: roleSchema
})

/** 1: frequency rises; -1: it falls. */
export const directionSchema = z.union([z.literal(1), z.literal(-1)])

export const sweepSummarySchema = z.strictObject({
  points: z.number().int().positive(),
  direction: directionSchema,
  drive: z.number().nullable(),
  /** First and last frequency, in the order of the measurement. */
  from: z.number(),
  to: z.number()
})

export const dialectSchema = z.strictObject({
  delimiter: z.enum(['space', 'tab', 'comma', 'semicolon']),
  decimal: z.enum(['.', ',']),
  encoding: z.string()
})

export const skippedSchema = z.strictObject({ line: z.number().int().positive(), why: z.string() })

/** What `read FILE` prints. */
export const readResultSchema = z.strictObject({
  file: z.string(),
  rows: z.number().int().nonnegative(),
  columns: z.array(columnSchema),
  dialect: dialectSchema,
  skipped: z.array(skippedSchema),
  sweeps: z.array(sweepSummarySchema)
})

/**
 * What a person may set; everything left out is decided from the data. `roles` has one entry per column of the file.
 * - line: with or without the Kerr shift; background: proportional to the drive, or that and a fixed offset, or none;
 * - slope: a background that also changes linearly with frequency;
 * - fullLine: f0^2 - f^2 + i f df instead of the rotating frame (auto: below Q = 300).
 */
export const characterizeOptionsSchema = z.strictObject({
  roles: z.array(roleSchema).optional(),
  line: z.enum(['auto', 'duffing', 'linear']).optional(),
  nonlinearDamping: z.enum(['auto', 'on', 'off']).optional(),
  background: z.enum(['auto', 'drive', 'offset', 'none']).optional(),
  slope: z.enum(['auto', 'on', 'off']).optional(),
  lag: z.enum(['auto', 'on', 'off']).optional(),
  fullLine: z.enum(['auto', 'on', 'off']).optional()
})

/**
 * One number with its uncertainty. `stderr` is the whole standard error; `statistical` is the part from noise alone and
 * `model` the part from residuals with structure, stderr^2 = statistical^2 + model^2. `interval90` is [low, high].
 * `determined` is false where the data leave the number open, or where it was held fixed (then stderr is 0).
 */
export const estimateSchema = z.strictObject({
  value: z.number(),
  unit: z.string(),
  stderr: z.number().nonnegative(),
  interval90: z.tuple([z.number(), z.number()]),
  statistical: z.number().nonnegative(),
  model: z.number().nonnegative(),
  determined: z.boolean()
})

const parameter = estimateSchema.nullable()

/**
 * V = G z + (background) drive + offset, with z the rotating frame's amplitude driven by f = drive:
 * V = G drive / (2 pi (f0 + kerr |V - background|^2 - nu - i (fwhm + nonlinearDamping |V - background|^2) / 2)).
 * null: not part of the model, or no confident number (a warning says which). Moduli and phases (degrees) of complex numbers.
 */
export const parametersSchema = z.strictObject({
  f0: parameter,
  fwhm: parameter,
  Q: parameter,
  kerr: parameter,
  nonlinearDamping: parameter,
  /** Positive: readings lag the frequency, the line seen on an upward sweep lies that much too high. */
  lag: parameter,
  gain: parameter,
  gainPhase: parameter,
  background: parameter,
  backgroundPhase: parameter,
  offset: parameter,
  offsetPhase: parameter
})

export const warningSchema = z.strictObject({ code: z.string(), message: z.string() })

export const fitSchema = z.strictObject({
  /** sqrt(mean |V - model|^2) / max |V|, V as measured. */
  relativeRms: z.number().nonnegative().nullable(),
  /** Against the noise seen between neighbouring points. */
  reducedChiSquare: z.number().nonnegative().nullable(),
  converged: z.boolean()
})

/** A jump of the response between two branches; null where there is none. Frequencies. */
export const jumpSchema = z.strictObject({ measured: z.number().nullable(), predicted: z.number().nullable() })

/**
 * One sweep, in the order of the measurement, beside its model. Modulus-only data have measuredY and modelY null and
 * the modulus in measuredX, modelX. `conjugated` data have been conjugated here already.
 */
export const curveSchema = z.strictObject({
  drive: z.number().nullable(),
  direction: directionSchema,
  frequency: z.array(z.number()),
  measuredX: z.array(z.number()),
  measuredY: z.array(z.number()).nullable(),
  modelX: z.array(z.number()),
  modelY: z.array(z.number()).nullable(),
  jump: jumpSchema
})

/** One group of sweeps fitted together. direction 0: up and down sweeps together. drive null: unknown, or several. */
export const groupSchema = z.strictObject({
  drive: z.number().nullable(),
  direction: z.union([directionSchema, z.literal(0)]),
  points: z.number().int().positive(),
  parameters: parametersSchema,
  /** The amortised estimate alone, by parameter name; null where no trained network applies. */
  network: z.record(z.string(), estimateSchema).nullable(),
  fit: fitSchema,
  warnings: z.array(warningSchema),
  /** Short sentences on what was fitted: 'nonlinear damping included', 'the full line, Q is 60'. */
  model: z.array(z.string()),
  conjugated: z.boolean(),
  curves: z.array(curveSchema)
})

/** `joint`: one entry per drive, all its sweeps together; `sweeps`: one per sweep; `all`: every drive, one gain. */
export const characterizationSchema = z.strictObject({
  joint: z.array(groupSchema),
  sweeps: z.array(groupSchema),
  all: groupSchema.nullable()
})

export type Role = z.infer<typeof roleSchema>
export type Column = z.infer<typeof columnSchema>
export type Direction = z.infer<typeof directionSchema>
export type SweepSummary = z.infer<typeof sweepSummarySchema>
export type Dialect = z.infer<typeof dialectSchema>
export type Skipped = z.infer<typeof skippedSchema>
export type ReadResult = z.infer<typeof readResultSchema>
export type CharacterizeOptions = z.infer<typeof characterizeOptionsSchema>
export type Estimate = z.infer<typeof estimateSchema>
export type Parameters = z.infer<typeof parametersSchema>
export type ParameterName = keyof Parameters
export type Warning = z.infer<typeof warningSchema>
export type Curve = z.infer<typeof curveSchema>
export type Jump = z.infer<typeof jumpSchema>
export type Group = z.infer<typeof groupSchema>
export type Characterization = z.infer<typeof characterizationSchema>
