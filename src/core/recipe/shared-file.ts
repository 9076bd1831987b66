/** What is saved, opened and shared as one file: a recipe of a network, or what Optimize is set to. */
import { SharkfinError } from '../contract/errors'
import { z } from '../contract/zod'
import { issueInWords, type Issue } from './issues'
import { jsonMistake, placeInJson } from './json-place'
import { migrated, refuseNewer } from './migrate'
import { fieldsOf } from './migrations/fields'
import { OPTIMIZATION_VERSION, optimizationFileSchema, optimizationSchema } from './optimization'
import { recipeSchema, type Recipe } from './schema'
import { structureSchema } from './structure'

export const sharedSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('recipe'), recipe: recipeSchema }),
  z.strictObject({ kind: z.literal('optimization'), optimization: optimizationSchema }),
  /** A structure alone, as Optimize saved it at first. */
  z.strictObject({ kind: z.literal('structure'), structure: structureSchema })
])

export type Shared = z.infer<typeof sharedSchema>

/** Mistakes that are told at once. */
const TOLD = 3

/** Whether a text is meant as such a file, and not as a table. */
export function looksShared(text: string): boolean {
  return text.trimStart().startsWith('{')
}

/**
 * @param file its name, for the error
 * @throws SharkfinError `recipe-json`, `recipe-wrong`, `recipe-newer`; with line and column, and the path in the recipe
 */
export function readShared(text: string, file: string): Shared {
  const value = parsed(text, file)
  const { format, kind } = fieldsOf(value)
  if (format === 'sharkfin-optimize') {
    refuseNewer(value, OPTIMIZATION_VERSION, file)
    const { format: _, version: __, ...optimization } = valid(optimizationFileSchema, value, text, file)
    return { kind: 'optimization', optimization }
  }
  if (kind === 'structure') return { kind, structure: valid(structureSchema, value, text, file) }
  return { kind: 'recipe', recipe: recipeOf(value, text, file) }
}

/** @throws SharkfinError `recipe-json`, `recipe-wrong`, `recipe-newer` */
export function readRecipeText(text: string, file: string): Recipe {
  return recipeOf(parsed(text, file), text, file)
}

/** As it is written to a file; read back it is the same. */
export function sharedText(shared: Shared): string {
  const content = shared.kind === 'optimization' ? { format: 'sharkfin-optimize', version: OPTIMIZATION_VERSION, ...shared.optimization } : shared.kind === 'structure' ? shared.structure : shared.recipe
  return `${JSON.stringify(content, null, 2)}\n`
}

function recipeOf(value: unknown, text: string, file: string): Recipe {
  refuseNewer(value, undefined, file)
  return valid(recipeSchema, migrated(value), text, file)
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const { line, column, expected } = jsonMistake(text) ?? { line: 1, column: 1, expected: 'JSON' }
    throw new SharkfinError({
      code: 'recipe-json',
      message: `The file begins like a recipe but cannot be read: expected ${expected}.`,
      remedy: 'Correct it there, or save the recipe again.',
      place: { file, line, column }
    })
  }
}

function valid<Kind>(schema: z.ZodType<Kind>, value: unknown, text: string, file: string): Kind {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const { issues } = result.error
  const [first] = issues
  const told = issues.slice(0, TOLD).map(inWords)
  const more = issues.length > TOLD ? `; and ${issues.length - TOLD} more` : ''
  throw new SharkfinError({
    code: 'recipe-wrong',
    message: `This recipe cannot be used: ${told.join('; ')}${more}.`,
    remedy: 'Correct it there, or start from a bundled recipe and change it. What was on the screen stays.',
    place: { file, ...placeInJson(text, pathOf(first)), ...(first && first.path.length > 0 ? { field: first.path.join('.') } : {}) }
  })
}

/** An unknown field is where it stands itself. */
function pathOf(issue: Issue | undefined): readonly PropertyKey[] {
  const own = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  return [...(issue?.path ?? []), ...own]
}

function inWords(issue: Issue): string {
  return `${issue.path.join('.') || 'it'} ${issueInWords(issue)}`
}
