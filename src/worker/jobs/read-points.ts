/** A dropped file as something to fit: a table of points, or a recipe. */
import type { PointsResult } from '../../core/contract/answers'
import type { WorkerRequest } from '../../core/contract/worker'
import { readPoints as readTable } from '../../core/measurement/read-points'
import { readRecipe, recipeWrong } from '../../core/recipe/migrate'
import { loadText } from '../measurement/load-measurement'

/** @throws SharkfinError `file-...`, `points-...`, `recipe-...` */
export async function readPoints({ source }: Extract<WorkerRequest, { kind: 'read-points' }>): Promise<PointsResult> {
  const text = await loadText(source)
  if (text.trimStart().startsWith('{')) return { kind: 'recipe', recipe: readRecipe(parsed(text, source.name), source.name) }
  const { columns, skipped, lines, ...table } = readTable(text, source.name)
  return { kind: 'table', ...table, lines: new Uint32Array(lines), columns: columns.map(({ name, unit, numbers, words }) => ({ name, unit, numbers: new Float64Array(numbers), words: words && [...words] })), skipped: [...skipped] }
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (thrown) {
    throw recipeWrong(thrown instanceof Error ? thrown.message : String(thrown), file)
  }
}
