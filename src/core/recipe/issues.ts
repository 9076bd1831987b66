/** What a schema has against a value, in words for the field it stands beside. */
import { recipeSchema } from './schema'

/** @returns sentences by dotted path; empty when the recipe is valid */
export function issuesInWords(recipe: unknown): Record<string, string> {
  const parsed = recipeSchema.safeParse(recipe)
  if (parsed.success) return {}
  return Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join('.'), issueInWords(issue)]))
}

export type Issue = NonNullable<ReturnType<typeof recipeSchema.safeParse>['error']>['issues'][number]

/** The schema's limits as a person would say them: 'must be at least 1'. */
export function issueInWords(issue: Issue): string {
  switch (issue.code) {
    case 'too_small':
    case 'too_big':
      return limitInWords(issue)
    case 'invalid_type':
      return typeInWords(issue.expected)
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map((value) => JSON.stringify(value)).join(', ')}`
    case 'unrecognized_keys':
      return `has a field that is not known: ${issue.keys.join(', ')}`
    case 'invalid_union':
      return 'is of no kind that is known'
    default:
      return issue.message
  }
}

const TYPES: Readonly<Record<string, string>> = { int: 'a whole number', number: 'a number', string: 'a text', boolean: 'true or false', array: 'a list', object: 'an object', record: 'an object' }

function typeInWords(expected: string): string {
  return `must be ${TYPES[expected] ?? 'a number'}`
}

function limitInWords(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): string {
  const of = issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' of them' : ''
  if (issue.code === 'too_small') return `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${of}`
  return `must be ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${of}`
}
