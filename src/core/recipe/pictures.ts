/**
 * Pictures that a network is taught by: a folder of files, each with its label. The recipe holds no pictures; it names the folder and the
 * digest of what lay in it, so that the same recipe means the same numbers, or is refused. `rows` is the side of a picture that runs down,
 * and its first row is the top one. Held out are `training.validationSweeps` of the pictures, chosen by the seed.
 */
import { z } from '../contract/zod'
import { symbol } from './pieces'

/** Pictures of a folder. */
export const PICTURE_LIMIT = 20_000
/** Numbers of all pictures together, as the network sees them: 256 MiB in single precision. */
export const PICTURE_NUMBERS_LIMIT = 67_108_864
/** Numbers of one picture: 512 x 512. */
const LARGEST_PICTURE = 262_144
export const LABEL_LIMIT = 16
export const PICTURE_CLASS_LIMIT = 100

const side = z.number().int().min(2).max(2048)
/** The heading of a column in the file of labels. */
const heading = z.string().min(1).max(120)

const outputsSchema = z.discriminatedUnion('kind', [
  /** Numbers, from columns of the file of labels. */
  z.strictObject({ kind: z.literal('values'), columns: z.array(z.strictObject({ name: symbol, unit: z.string().max(40), heading })).min(1).max(LABEL_LIMIT) }),
  /** One of several classes, from a column, or with null from the name of the sub-folder. The network says the probability of each. */
  z.strictObject({ kind: z.literal('classes'), name: symbol, heading: heading.nullable(), classes: z.array(z.string().min(1).max(60)).min(2).max(PICTURE_CLASS_LIMIT) })
])

export const picturesSchema = z
  .strictObject({
    folder: z.strictObject({
      path: z.string().min(1).max(4096),
      /** SHA-256 of the names and contents of its pictures and labels (worker/pictures/folder.ts). */
      digest: z.string().regex(/^[0-9a-f]{64}$/)
    }),
    /** Pictures that have a label and can be read. */
    count: z.number().int().min(2).max(PICTURE_LIMIT),
    /** What every picture is resampled to, whatever its own size. */
    rows: side,
    columns: side,
    /** Grey, or red, green and blue. */
    channels: z.union([z.literal(1), z.literal(3)]),
    /** Standard deviation of Gaussian noise that training adds anew whenever it visits a picture, in the pictures' own units. */
    noise: z.number().min(0),
    outputs: outputsSchema
  })
  .refine(({ rows, columns, channels }) => rows * columns * channels <= LARGEST_PICTURE, { message: `a picture has at most ${LARGEST_PICTURE} numbers`, path: ['rows'] })
  .refine(({ count, rows, columns, channels }) => count * rows * columns * channels <= PICTURE_NUMBERS_LIMIT, {
    message: `all pictures together have at most ${PICTURE_NUMBERS_LIMIT} numbers`,
    path: ['rows']
  })
  .refine(({ outputs }) => !hasTwins(outputs.kind === 'values' ? outputs.columns.map(({ name }) => name) : outputs.classes), { message: 'two labels have one name', path: ['outputs'] })

function hasTwins(names: readonly string[]): boolean {
  return new Set(names).size < names.length
}

export type PicturesTarget = z.infer<typeof picturesSchema>

/** Numbers of one picture as the network sees it. */
export function pictureNumbers({ rows, columns, channels }: Pick<PicturesTarget, 'rows' | 'columns' | 'channels'>): number {
  return rows * columns * channels
}
