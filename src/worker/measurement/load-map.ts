/** A granted file or pasted text, as a measured map: a NumPy array, a matrix with axes, or sweeps at many drives. */
import { readFile } from 'node:fs/promises'
import type { MapOptions } from '../../core/contract/map'
import type { MeasurementSource } from '../../core/contract/worker'
import { mapOfSweeps } from '../../core/measurement/map/from-sweeps'
import { isMatrix, readMatrix } from '../../core/measurement/map/matrix'
import type { MeasuredMap } from '../../core/measurement/map/measured-map'
import { isNpy, readNpy } from '../../core/measurement/map/npy'
import { readText } from '../../core/measurement/read-measurement'
import { refuseUnreadable } from '../../core/measurement/refuse'
import type { SimulationRecipe } from '../../core/recipe/schema'
import { checkFile, decode } from './load-measurement'

/** @throws SharkfinError `file-...`, `npy-...`, `map-...`, `no-sweep` */
export async function loadMap(source: MeasurementSource, options: MapOptions, recipe: SimulationRecipe): Promise<MeasuredMap> {
  const { name } = source
  if (source.kind === 'text') return mapOfText(source.text, name, options, recipe)
  await checkFile(source.path, name)
  const bytes = await readFile(source.path)
  if (isNpy(bytes)) return readNpy(bytes, name)
  refuseUnreadable(bytes, name)
  return mapOfText(decode(bytes).text, name, options, recipe)
}

function mapOfText(text: string, name: string, { direction }: MapOptions, { sweep, observation }: SimulationRecipe): MeasuredMap {
  if (isMatrix(text, name)) return readMatrix(text, name)
  const { sweeps } = readText(text, name, {})
  const own = sweep.to > sweep.from ? 1 : -1
  return mapOfSweeps(sweeps, { direction: direction ?? own, quantity: observation.quantity }, name)
}
