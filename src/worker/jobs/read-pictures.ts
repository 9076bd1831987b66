/** A folder of labelled pictures, as what a recipe may be made of. */
import type { PictureFolder } from '../../core/contract/answers'
import { SharkfinError } from '../../core/contract/errors'
import type { WorkerRequest } from '../../core/contract/worker'
import { readFolder } from '../pictures/folder'
import { listFolder } from '../pictures/list-folder'

/** @throws SharkfinError `pictures-...`, `labels-...`, `file-...` */
export async function readPictures({ source }: Extract<WorkerRequest, { kind: 'read-pictures' }>): Promise<PictureFolder> {
  if (source.kind === 'path') return readFolder(await listFolder(source.path, source.name))
  throw new SharkfinError({ code: 'pictures-folder', message: 'Pasted text is no folder of pictures.', remedy: 'Drop the folder on the window.' })
}
