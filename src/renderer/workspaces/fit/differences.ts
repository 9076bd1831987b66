/** What one recipe has otherwise than another, in a few words: how runs that lie over each other are told apart. */
import type { Recipe } from '../../../core/recipe/schema'

/** @returns 'learning rate 0.003', 'seed 2'; empty where they are the same */
export function differences(recipe: Recipe, first: Recipe): readonly string[] {
  return [...(recipe.name === first.name ? [] : [recipe.name]), ...differing(recipe, first, [])]
}

/** Paths that say nothing to a person. */
const SILENT = new Set(['name', 'title', 'format', 'version', 'table'])
const MOST = 60

function differing(a: unknown, b: unknown, path: readonly string[]): string[] {
  const [name = ''] = path.slice(-1)
  if (SILENT.has(name) || JSON.stringify(a) === JSON.stringify(b)) return []
  if (name === 'layers' && Array.isArray(a)) return [`layers ${a.map(layerInWords).join('-')}`]
  if (isObject(a) && isObject(b) && a['kind'] === b['kind']) {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) => differing(a[key], b[key], [...path, key]))
  }
  return [`${inWords(name)} ${valueInWords(a)}`.slice(0, MOST)]
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** learningRate -> learning rate */
function inWords(name: string): string {
  return name.replaceAll(/([A-Z])/g, ' $1').toLowerCase()
}

function valueInWords(value: unknown): string {
  if (value === null || value === undefined) return 'off'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (Array.isArray(value)) return value.map((one) => (isObject(one) ? (one['formula'] ?? one['name'] ?? '') : one)).join(', ')
  if (!isObject(value)) return String(value)
  return Object.values(value).filter((one) => typeof one !== 'object').join(' ')
}

function layerInWords(layer: unknown): string {
  if (!isObject(layer)) return ''
  const { kind, units, activation, rate } = layer
  if (kind === 'dense') return `${String(units)} ${String(activation)}`
  return kind === 'dropout' ? `dropout ${String(rate)}` : String(kind)
}
