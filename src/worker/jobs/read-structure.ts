/** A dropped file as a structure: its JSON, or a table of nodes and springs. */
import { SharkfinError } from '../../core/contract/errors'
import type { WorkerRequest } from '../../core/contract/worker'
import { structureSchema, type Structure } from '../../core/recipe/structure'
import { readStructureCsv } from '../../core/structures/read-csv'
import { loadText } from '../measurement/load-measurement'

/** @throws SharkfinError `file-...`, `structure-...` */
export async function readStructure({ source }: Extract<WorkerRequest, { kind: 'read-structure' }>): Promise<Structure> {
  const text = await loadText(source)
  return text.trimStart().startsWith('{') ? fromJson(text, source.name) : readStructureCsv(text, source.name)
}

function fromJson(text: string, file: string): Structure {
  const parsed = structureSchema.safeParse(parseJson(text, file))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new SharkfinError({
    code: 'structure-json',
    message: `This file is not a structure: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`,
    remedy: 'Open a file that Optimize has saved, or a table that begins with lines such as node,A,0,0,none.',
    place: { file }
  })
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (thrown) {
    throw new SharkfinError({
      code: 'structure-json',
      message: `This file begins like JSON but is none: ${thrown instanceof Error ? thrown.message : String(thrown)}.`,
      remedy: 'Save it again from Optimize, or drop a table of nodes and springs.',
      place: { file }
    })
  }
}
