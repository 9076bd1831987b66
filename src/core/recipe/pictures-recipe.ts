/** A folder of pictures as a recipe: what its labels are used for, a size, and the layers that read the lesson's maps, as many as fit it. */
import { SharkfinError } from '../contract/errors'
import type { LayerRecipe } from './layers'
import { classNames, labelledPictures, type FolderLabels } from './picture-labels'
import { LABEL_LIMIT, PICTURE_CLASS_LIMIT, PICTURE_NUMBERS_LIMIT, type PicturesTarget } from './pictures'
import { picturesRecipeSchema, type PicturesRecipe } from './schema'
import { recipeNameOf, symbolOf } from './symbol-of'

export type LabelUse = 'value' | 'class' | 'none'

/** As the contract's PictureFolder. */
export interface Folder extends FolderLabels {
  readonly path: string
  readonly name: string
  readonly digest: string
  readonly rows: Uint32Array
  readonly columns: Uint32Array
  readonly coloured: number
  readonly labels: readonly (FolderLabels['labels'][number] & { readonly unit: string })[]
}

/** The longer side of a picture, unless someone says otherwise: enough to see by, few enough to train quickly on a processor. */
const LONGEST = 64
const HELD_OUT = 0.2
const MOST_HELD_OUT = 2048

/** Names of the classes of a column, or with null of the sub-folders, in their order; null where they are too few or too many. */
export function classesOf(folder: FolderLabels, heading: string | null): readonly string[] | null {
  const nameOf = classNames(folder, heading)
  const found = [...new Set(folder.files.map((_, picture) => nameOf(picture)).filter((name) => name !== null))]
  if (found.length < 2 || found.length > PICTURE_CLASS_LIMIT) return null
  const areNumbers = found.every((name) => Number.isFinite(Number(name)))
  return areNumbers ? found.toSorted((a, b) => Number(a) - Number(b)) : found.toSorted()
}

/** Numbers are said; where there are none, the first column with few words names a class. */
export function guessUses(folder: Folder): LabelUse[] {
  const { labels } = folder
  const numbers = labels.filter(({ words }) => words === null).length
  const named = labels.findIndex(({ words, heading }) => words !== null && classesOf(folder, heading) !== null)
  if (numbers === 0 || numbers > LABEL_LIMIT) return labels.map((_, at) => (at === named ? 'class' : 'none'))
  return labels.map(({ words }) => (words === null ? 'value' : 'none'))
}

/**
 * @param uses of the labels' columns; without any the sub-folders are the classes
 * @param base format, version and the parts of training that a folder does not decide
 * @throws SharkfinError `pictures-uses`, `pictures-too-few`
 */
export function picturesRecipe(folder: Folder, uses: readonly LabelUse[], base: Pick<PicturesRecipe, 'format' | 'version' | 'training'>): PicturesRecipe {
  const outputs = outputsOf(folder, uses)
  const { pictures } = labelledPictures(folder, outputs)
  if (pictures.length < 4) throw tooFew(pictures.length, folder)
  const channels = folder.coloured > 0 ? 3 : 1
  const size = fittingSize(folder, pictures, channels)
  const heldOut = Math.min(MOST_HELD_OUT, Math.max(1, Math.round(HELD_OUT * pictures.length)))
  const { format, version, training } = base
  return picturesRecipeSchema.parse({
    format,
    version,
    kind: 'pictures',
    name: recipeNameOf(folder.name, 'pictures'),
    title: `Pictures of the folder ${folder.name}`.slice(0, 120),
    pictures: { folder: { path: folder.path, digest: folder.digest }, count: pictures.length, ...size, channels, noise: 0, outputs },
    network: { layers: convolutions(size), initialiser: 'lecun-normal' },
    training: {
      ...training,
      loss: { kind: outputs.kind === 'values' ? 'squared' : 'cross-entropy' },
      scaling: { inputs: true, targets: outputs.kind === 'values' },
      samples: { kind: 'fresh' },
      batch: Math.min(16, pictures.length - heldOut),
      validationSweeps: heldOut
    }
  })
}

function outputsOf(folder: Folder, uses: readonly LabelUse[]): PicturesTarget['outputs'] {
  const { labels, folders, name } = folder
  const at = (use: LabelUse): number[] => uses.flatMap((one, column) => (one === use ? [column] : []))
  const [values, [named, ...others]] = [at('value'), at('class')]
  if (values.length > 0 ? named !== undefined : others.length > 0) throw wrongUses('A network says numbers, or one class.', name)
  if (values.length > LABEL_LIMIT) throw wrongUses(`More than ${LABEL_LIMIT} columns of labels are said.`, name)
  if (values.length > 0) {
    const taken = new Set<string>()
    const columns = values.map((column) => {
      const { heading, unit } = labels[column] ?? { heading: '', unit: '' }
      const symbol = symbolOf(heading, column + 1, taken)
      taken.add(symbol)
      return { name: symbol, unit: unit.slice(0, 40), heading }
    })
    return { kind: 'values', columns }
  }
  const heading = named === undefined ? null : (labels[named]?.heading ?? null)
  if (heading === null && folders === null) throw wrongUses('No column of the labels is said by the network.', name)
  const classes = classesOf(folder, heading)
  if (!classes) throw wrongUses(`A class has from 2 to ${PICTURE_CLASS_LIMIT} names, and ${heading === null ? 'the sub-folders have' : `the column "${heading}" has`} others.`, name)
  return { kind: 'classes', name: symbolOf(heading ?? 'class', (named ?? 0) + 1, new Set(classes)), heading, classes: [...classes] }
}

/** The middle of all sizes, made so small that the longer side is `LONGEST`, and all pictures together fit. */
function fittingSize({ rows, columns }: Folder, pictures: readonly number[], channels: number): { rows: number; columns: number } {
  const middle = (sizes: Uint32Array): number => Uint32Array.from(pictures, (picture) => sizes[picture] ?? 1).sort()[pictures.length >> 1] ?? 1
  const [height, width] = [middle(rows), middle(columns)]
  const most = Math.sqrt(PICTURE_NUMBERS_LIMIT / (pictures.length * channels * height * width))
  const scale = Math.min(1, LONGEST / Math.max(height, width), most)
  return { rows: Math.max(2, Math.floor(height * scale)), columns: Math.max(2, Math.floor(width * scale)) }
}

/** Those of the recipe duffing-map: 30, 30, 30 and 10 channels, each halving the sides, as long as a kernel fits; then a dense layer. */
function convolutions({ rows, columns }: { readonly rows: number; readonly columns: number }): LayerRecipe[] {
  const layers: LayerRecipe[] = [{ kind: 'coordinates' }]
  let side = Math.min(rows, columns)
  for (const channels of [30, 30, 30, 10]) {
    if (side < 3) break
    layers.push({ kind: 'conv2d', channels, kernel: 3, stride: 2, dilation: 1, padding: 'valid', activation: 'tanh' })
    side = Math.floor((side - 3) / 2) + 1
  }
  return [...layers, { kind: 'flatten' }, { kind: 'dense', units: 50, activation: 'tanh' }]
}

function wrongUses(message: string, file: string): SharkfinError {
  return new SharkfinError({ code: 'pictures-uses', message, remedy: 'Change what the columns of the labels are used for.', place: { file } })
}

function tooFew(count: number, { name }: Folder): SharkfinError {
  return new SharkfinError({
    code: 'pictures-too-few',
    message: `Only ${count} pictures have a label in every column that is used.`,
    remedy: 'Leave out a column with gaps, or label more pictures.',
    place: { file: name }
  })
}
