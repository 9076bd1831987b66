/** A dropped file read by a trained model, whatever it was trained on: rows of a table, a measured or simulated map, sweeps. */
import { SharkfinError } from '../../core/contract/errors'
import type { ModelReading } from '../../core/contract/model'
import type { MeasurementSource, WorkerRequest } from '../../core/contract/worker'
import { readColumn } from '../../core/measurement/read-column'
import { readPoints, type PointsFile } from '../../core/measurement/read-points'
import { readsParameters } from '../../core/recipe/learn'
import { beginningOf } from '../measurement/beginning'
import { loadText } from '../measurement/load-measurement'
import { openTrained, type Trained } from '../measurement/network-reader'
import { givenBy, readRows } from '../measurement/read-rows'
import { characterizeSource } from './characterize'
import { readMap } from './read-map'

/** @throws SharkfinError `file-...`, `points-...`, `model-...`, `map-...`, `checkpoint-...` */
export async function readWith({ id, source, model }: Extract<WorkerRequest, { kind: 'read-with' }>): Promise<ModelReading> {
  const trained = await openTrained(model)
  try {
    const { recipe } = trained
    const isSimulated = (await beginningOf(source)).includes('sharkfin simulate')
    if (recipe.kind !== 'simulation') return await readRows(trained, await tableFor(source))
    if (!readsParameters(recipe)) return await readRows(trained, await tableFor(source))
    if (isSimulated) return await readSweeps(id, source, model)
    if (recipe.observation.rows) return { kind: 'map', file: source.name, reading: await readMap({ kind: 'map', id, source, options: {}, recipe, model }) }
    return (await asRows(trained, source)) ?? (await readSweeps(id, source, model))
  } finally {
    await trained.close()
  }
}

/** A network of one variable is content with one number a line; another says what it lacks. */
async function tableFor(source: MeasurementSource): Promise<PointsFile> {
  try {
    return await tableOf(source)
  } catch (thrown) {
    const isNarrow = thrown instanceof SharkfinError && thrown.code === 'points-none'
    const column = isNarrow ? readColumn(await loadText(source), source.name) : null
    if (column) return column
    throw thrown
  }
}

async function tableOf(source: MeasurementSource): Promise<PointsFile> {
  return readPoints(await loadText(source), source.name)
}

/** A table each of whose rows is what the network sees, perhaps with the truth behind it; null where it is a measurement. */
async function asRows(trained: Trained, source: MeasurementSource): Promise<ModelReading | null> {
  const { given, said } = givenBy(trained.recipe)
  const table = await tableOf(source)
  const { length } = table.columns
  return length === given.length || length === given.length + said.length ? readRows(trained, table) : null
}

async function readSweeps(id: number, source: MeasurementSource, model: string): Promise<ModelReading> {
  const result = await characterizeSource({ kind: 'characterize', id, source, options: {}, model, recipes: [] })
  const isRead = [...result.joint, ...result.sweeps].some(({ network }) => network !== null)
  const unread = isRead ? '' : 'These are a fit\'s numbers. The network has learnt dimensionless sweeps of its own window; what it would need to know of this file, its gain and the unit of omega, is what the fit finds.'
  return { kind: 'sweeps', file: source.name, result, unread }
}
