/** Some pictures of a recipe's folder, trained on and held out, as the network sees them. */
import type { SamplePictures } from '../../core/contract/answers'
import { pictureNumbers } from '../../core/recipe/pictures'
import { portsOf } from '../../core/recipe/ports'
import type { PicturesRecipe } from '../../core/recipe/schema'
import { splitRows } from '../../core/samples/points-source'
import { pictureSet, type PictureSet } from '../pictures/picture-set'

/** @param seed of which are shown @throws SharkfinError `pictures-...`, `labels-...` */
export async function samplePictures(recipe: PicturesRecipe, seed: number, count: number): Promise<SamplePictures> {
  const { pictures, training } = recipe
  const set = await pictureSet(recipe)
  const [inputs, width] = [pictureNumbers(pictures), portsOf(recipe).targets.length]
  const { heldOut } = splitRows(pictures.count, training.validationSweeps, 0, training.seed)
  const isHeldOut = new Set(heldOut)
  const shown = splitRows(pictures.count, Math.min(count, pictures.count), 0, seed).heldOut
  return {
    kind: 'pictures',
    rows: pictures.rows,
    columns: pictures.columns,
    channels: pictures.channels,
    pictures: Array.from(shown, (row) => ({
      file: set.files[row] ?? '',
      heldOut: isHeldOut.has(row),
      truth: Float32Array.from(set.y.subarray(row * width, (row + 1) * width)),
      seen: Float32Array.from(set.x.subarray(row * inputs, (row + 1) * inputs))
    })),
    notes: notesOf(recipe, set)
  }
}

function notesOf({ pictures: { rows, columns, channels } }: PicturesRecipe, { sizes, coloured, skipped, files }: PictureSet): string[] {
  const other = sizes.filter(([height, width]) => height !== rows || width !== columns).length
  const stretched = sizes.filter(([height, width]) => Math.abs(Math.log((height / rows) * (columns / width))) > 0.02).length
  return [
    ...(other > 0 ? [`${other === files.length ? 'All' : other} of ${files.length} pictures have another size and are resampled to ${rows} × ${columns} pixels${stretched > 0 ? `, ${stretched} of them stretched` : ''}.`] : []),
    ...(channels === 1 && coloured > 0 ? [`${coloured} have colours, which are made grey.`] : []),
    ...(skipped > 0 ? [`${skipped} files of the folder are not used.`] : [])
  ]
}
