/** The pictures of a recipe as its network sees them, on shared memory. The last set that was read is kept: a run asks for it several times. */
import { SharkfinError } from '../../core/contract/errors'
import { labelledPictures } from '../../core/recipe/picture-labels'
import { pictureNumbers } from '../../core/recipe/pictures'
import { folderName, portsOf } from '../../core/recipe/ports'
import type { PicturesRecipe } from '../../core/recipe/schema'
import { resizePicture } from '../../core/samples/resize-picture'
import { readFolder } from './folder'
import { listFolder, type FolderList } from './list-folder'

export interface PictureSet {
  /** [count, inputs] */
  readonly x: Float32Array
  /** [count, targets] */
  readonly y: Float32Array
  /** [count] Inside the folder. */
  readonly files: readonly string[]
  /** [count] Rows and columns of each as its file has them. */
  readonly sizes: readonly (readonly [rows: number, columns: number])[]
  /** Pictures that have colours. */
  readonly coloured: number
  /** Files that are not used. */
  readonly skipped: number
}

let last: { readonly key: string; readonly set: Promise<PictureSet> } | null = null

/** @throws SharkfinError `pictures-changed`, `pictures-...`, `labels-...` */
export async function pictureSet(recipe: PicturesRecipe): Promise<PictureSet> {
  const { noise: _, ...read } = recipe.pictures
  const { path } = read.folder
  const list = await listFolder(path, folderName(path))
  // What was read is looked at again where something was written since.
  const key = JSON.stringify([read, list.labels, list.pictures])
  if (last?.key !== key) {
    const set = readSet(recipe, list)
    last = { key, set }
    set.catch(() => last?.set === set && (last = null))
  }
  return last.set
}

async function readSet(recipe: PicturesRecipe, list: FolderList): Promise<PictureSet> {
  const { pictures } = recipe
  const { folder: { digest }, count, outputs } = pictures
  const [inputs, width] = [pictureNumbers(pictures), portsOf(recipe).targets.length]
  const [x, y] = [shared(count * inputs), shared(count * width)]
  const targetOf = new Map<string, readonly number[]>()
  const files: string[] = []
  const sizes: (readonly [number, number])[] = []
  let found = 0
  const folder = await readFolder(list, {
    begin: (labelled) => {
      const known = labelledPictures(labelled, outputs)
      known.pictures.forEach((place, row) => targetOf.set(labelled.files[place] ?? '', known.targets[row] ?? []))
    },
    take: (picture, file) => {
      const target = targetOf.get(file)
      const row = found
      // A folder that has changed may hold more than the recipe says.
      if (!target || found++ >= count) return
      resizePicture(picture, pictures, x, row * inputs)
      y.set(target, row * width)
      files.push(file)
      sizes.push([picture.rows, picture.columns])
    }
  })
  if (folder.digest !== digest || found !== count) throw changed(found, recipe)
  return { x, y, files, sizes, coloured: folder.coloured, skipped: folder.skipped.length + folder.files.length - count }
}

function shared(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(4 * length))
}

function changed(found: number, { pictures: { count, folder } }: PicturesRecipe): SharkfinError {
  const how = found === count ? 'as many as the recipe was made with, but names, contents or labels differ' : `where the recipe was made with ${count}`
  return new SharkfinError({
    code: 'pictures-changed',
    message: `The folder of pictures has changed: it now holds ${found} that can be used, ${how}.`,
    remedy: 'Put back what was there, or drop the folder on the workspace Images to begin a new recipe with it as it is.',
    place: { file: folder.path }
  })
}
