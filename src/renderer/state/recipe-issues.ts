/** What the recipe's schema has against a draft, in words for the field it stands beside. */
import { simulationRecipeSchema } from '../../core/recipe/schema'

/** @returns sentences by dotted path; empty when the recipe is valid */
export function issuesInWords(recipe: unknown): Record<string, string> {
  const parsed = simulationRecipeSchema.safeParse(recipe)
  if (parsed.success) return {}
  return Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join('.'), inWords(issue)]))
}

type Issue = NonNullable<ReturnType<typeof simulationRecipeSchema.safeParse>['error']>['issues'][number]

/** The schema's limits as a person would say them. */
function inWords(issue: Issue): string {
  if (issue.code === 'too_small') return `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`
  if (issue.code === 'too_big') return `must be ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`
  if (issue.code === 'invalid_type') return issue.expected === 'int' ? 'must be a whole number' : 'must be a number'
  return issue.message
}
