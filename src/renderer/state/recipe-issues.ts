/** What the recipe's schema has against a draft, in words for the field it stands beside. */
import { recipeSchema } from '../../core/recipe/schema'

/** @returns sentences by dotted path; empty when the recipe is valid */
export function issuesInWords(recipe: unknown): Record<string, string> {
  const parsed = recipeSchema.safeParse(recipe)
  if (parsed.success) return {}
  return Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join('.'), inWords(issue)]))
}

type Issue = NonNullable<ReturnType<typeof recipeSchema.safeParse>['error']>['issues'][number]

/** The schema's limits as a person would say them. */
function inWords(issue: Issue): string {
  if (issue.code === 'too_small' || issue.code === 'too_big') return limitInWords(issue)
  if (issue.code === 'invalid_type') return issue.expected === 'int' ? 'must be a whole number' : 'must be a number'
  return issue.message
}

function limitInWords(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): string {
  const of = issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' of them' : ''
  if (issue.code === 'too_small') return `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${of}`
  return `must be ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${of}`
}
