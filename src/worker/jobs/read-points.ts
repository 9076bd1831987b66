/** A dropped file as something to fit: a table of points. */
import type { PointsResult } from '../../core/contract/answers'
import type { WorkerRequest } from '../../core/contract/worker'
import { readPoints as readTable } from '../../core/measurement/read-points'
import { loadText } from '../measurement/load-measurement'

/** @throws SharkfinError `file-...`, `points-...` */
export async function readPoints({ source }: Extract<WorkerRequest, { kind: 'read-points' }>): Promise<PointsResult> {
  const { columns, skipped, lines, ...table } = readTable(await loadText(source), source.name)
  return { ...table, lines: new Uint32Array(lines), columns: columns.map(({ name, unit, numbers, words }) => ({ name, unit, numbers: new Float64Array(numbers), words: words && [...words] })), skipped: [...skipped] }
}
