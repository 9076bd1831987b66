/** A table of nodes and springs as a structure. */
import type { WorkerRequest } from '../../core/contract/worker'
import type { Structure } from '../../core/recipe/structure'
import { readStructureCsv } from '../../core/structures/read-csv'
import { loadText } from '../measurement/load-measurement'

/** @throws SharkfinError `file-...`, `structure-...` */
export async function readStructure({ source }: Extract<WorkerRequest, { kind: 'read-structure' }>): Promise<Structure> {
  return readStructureCsv(await loadText(source), source.name)
}
